// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.tuttlenetwork.lightweb.features.archive.ArchiveReader;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
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
                 "bundles": [{"id": "org.example:%s:%s", "file": "bundle.jar", "sha256": "%s"}]}
                """
                        .formatted(id, version, id, version, ArchiveReader.sha256(bundle));
        return json.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] archive(Map<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
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
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest);
                InputStream in = Pack.class.getResourceAsStream("/" + CLASS)) {
            jar.putNextEntry(new ZipEntry(CLASS));
            in.transferTo(jar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
