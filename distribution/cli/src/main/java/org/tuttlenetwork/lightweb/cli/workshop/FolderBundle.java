// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.workshop;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Makes a bundle without Java of a folder: what lies there, and a manifest. */
final class FolderBundle {
    private static final String SERVICE = "service.yaml";

    private FolderBundle() {}

    /**
     * @param folder its files become those of the bundle
     * @param symbolicName of the bundle
     * @param version of the bundle, in OSGi's form
     * @param feature which feature it belongs to
     * @return a jar; the same files give the same bytes
     */
    static byte[] of(Path folder, String symbolicName, String version, String feature)
            throws IOException, Unusable {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(JarFile.MANIFEST_NAME, new byte[0]);
        for (Path file : files(folder)) {
            String name = folder.relativize(file).toString().replace('\\', '/');
            if (name.equalsIgnoreCase(JarFile.MANIFEST_NAME)) {
                throw new Unusable(file + " is written by pack; take it away");
            }
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new Unusable(file + " is no plain file; a bundle has files only");
            }
            files.put(name, Files.readAllBytes(file));
        }
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", symbolicName);
        headers.putValue("Bundle-Version", version);
        headers.putValue("LightWeb-Feature", feature);
        if (files.containsKey(SERVICE)) {
            headers.putValue("LightWeb-Service", SERVICE);
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        manifest.write(text);
        files.put(JarFile.MANIFEST_NAME, text.toByteArray());
        return ArchiveFiles.zip(files);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
    }
}
