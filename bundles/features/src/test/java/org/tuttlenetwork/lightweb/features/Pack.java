// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.tuttlenetwork.lightweb.features.archive.ArchiveReader;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes feature archives, good ones and such as nobody should send. */
final class Pack {
    private static final String CLASS = Sample.class.getName().replace('.', '/') + ".class";

    private Pack() {}

    /** A feature of one bundle that registers a service. */
    static byte[] feature(String id, String version) {
        return feature(id, version, Map.of());
    }

    /**
     * @param headers of the bundle, beside or instead of the usual ones
     */
    static byte[] feature(String id, String version, Map<String, String> headers) {
        byte[] bundle = bundle(id, version, headers);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("feature.json", description(id, version, bundle));
        files.put("bundle.jar", bundle);
        return archive(files);
    }

    static byte[] description(String id, String version, byte[] bundle) {
        String json =
                """
                {"feature-resource-version": "1.0", "id": "org.example:%s:%s",
                 "bundles": [{"id": "org.example:%s:%s", "file": "bundle.jar", "sha256": "%s"}],
                 "extensions": {"org.tuttlenetwork.lightweb": {"kind": "mandatory", "type": "json",
                   "json": {"permissions": ["framework"]}}}}
                """
                        .formatted(id, version, id, version, ArchiveReader.sha256(bundle));
        return json.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] archive(Map<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                put(zip, file.getKey(), file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] bundle(String id, String version, Map<String, String> more) {
        Map<String, String> headers = new TreeMap<>();
        headers.put("Bundle-ManifestVersion", "2");
        headers.put("Bundle-SymbolicName", "sample." + id);
        headers.put("Bundle-Version", version);
        headers.put("LightWeb-Feature", id);
        headers.put("Import-Package", "org.osgi.framework");
        headers.put("Bundle-Activator", Sample.class.getName());
        headers.putAll(more);
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach(manifest.getMainAttributes()::putValue);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream jar = new ZipOutputStream(bytes);
                InputStream in = Pack.class.getResourceAsStream("/" + CLASS)) {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            manifest.write(text);
            put(jar, JarFile.MANIFEST_NAME, text.toByteArray());
            put(jar, CLASS, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Without the time of day: the same version has the same bytes. */
    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setLastModifiedTime(FileTime.from(Instant.parse("1980-01-01T00:00:00Z")));
        zip.putNextEntry(entry);
        zip.write(content);
    }
}
