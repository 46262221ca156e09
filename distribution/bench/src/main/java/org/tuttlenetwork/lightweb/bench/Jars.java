// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** Bundles, put together without a build: one differs from the next by a file. */
public final class Jars {
    private Jars() {}

    /**
     * @param headers of the manifest
     * @param files by their path
     */
    public static byte[] bundle(Map<String, String> headers, Map<String, byte[]> files)
            throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        headers.forEach(attributes::putValue);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                jar.putNextEntry(new ZipEntry(file.getKey()));
                jar.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    /** The path of a class in a jar. */
    public static String path(Class<?> type) {
        return type.getName().replace('.', '/') + ".class";
    }

    /** The compiled form of a class of this program. */
    public static byte[] bytes(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream("/" + path(type))) {
            if (in == null) {
                throw new IOException(type + " is not a file");
            }
            return in.readAllBytes();
        }
    }
}
