// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The framework's storage: a cache that may be deleted at any time. It is kept only as long as
 * host, JDK and bundles are the same as when it was made, so that wiring never outlives what it was
 * made for.
 */
final class BundleStore {
    private final Path folder;
    private final Path keyFile;

    BundleStore(Path data) {
        this.folder = data.resolve("cache").resolve("framework");
        this.keyFile = data.resolve("cache").resolve("framework.key");
    }

    Path folder() {
        return folder;
    }

    /**
     * Deletes the storage where it was made for something else.
     *
     * @param jars everything that bundles can be wired to
     * @return whether a storage was kept
     */
    boolean prepare(List<Path> jars) {
        String key = key(jars);
        try {
            boolean kept =
                    Files.isDirectory(folder)
                            && Files.exists(keyFile)
                            && Files.readString(keyFile).equals(key);
            if (!kept) {
                delete(folder);
                Files.createDirectories(folder);
                Files.writeString(keyFile, key);
            }
            return kept;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The framework's storage cannot be prepared: " + folder, e);
        }
    }

    private static String key(List<Path> jars) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(Runtime.version().toString().getBytes(StandardCharsets.UTF_8));
            for (Path jar : jars) {
                BasicFileAttributes file = Files.readAttributes(jar, BasicFileAttributes.class);
                String line = jar + " " + file.size() + " " + file.lastModifiedTime() + "\n";
                digest.update(line.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException | IOException e) {
            throw new IllegalStateException("The bundles cannot be told apart", e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
