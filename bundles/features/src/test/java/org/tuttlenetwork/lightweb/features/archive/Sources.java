// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What archives are made of in tests: honest parts, by the JDK's own tools. */
final class Sources {
    private Sources() {}

    /** A description of one bundle, {@code bundles/garden.jar}. */
    static String description(String extension, byte[] bundle) {
        return """
        {"feature-resource-version": "1.0", "id": "org.example:garden:1.2.0",
         "bundles": [{"id": "org.example:garden:1.2.0", "file": "bundles/garden.jar", "sha256": "%s"}],
         "extensions": {"org.tuttlenetwork.lightweb": {"kind": "mandatory", "type": "json",
           "json": %s}}}
        """
                .formatted(ArchiveReader.sha256(bundle), extension);
    }

    static byte[] archive(String description, byte[] bundle) {
        return zip(
                files(
                        "feature.json",
                        description.getBytes(StandardCharsets.UTF_8),
                        "bundles/garden.jar",
                        bundle));
    }

    /** An honest archive around a bundle. */
    static byte[] around(byte[] bundle) {
        return archive(description("{}", bundle), bundle);
    }

    /** A bundle with these headers beside, or instead of, the usual ones. */
    static byte[] bundle(Map<String, String> headers) {
        return zip(files(JarFile.MANIFEST_NAME, manifest(headers)));
    }

    static byte[] manifest(Map<String, String> more) {
        Map<String, String> headers = new TreeMap<>();
        headers.put("Bundle-ManifestVersion", "2");
        headers.put("Bundle-SymbolicName", "org.example.garden");
        headers.put("Bundle-Version", "1.2.0");
        headers.put("LightWeb-Feature", "garden");
        headers.putAll(more);
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach(manifest.getMainAttributes()::putValue);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            manifest.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toByteArray();
    }

    static Map<String, byte[]> files(Object... namesAndContents) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int each = 0; each < namesAndContents.length; each += 2) {
            files.put((String) namesAndContents[each], (byte[]) namesAndContents[each + 1]);
        }
        return files;
    }

    static byte[] zip(Map<String, byte[]> files) {
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
}
