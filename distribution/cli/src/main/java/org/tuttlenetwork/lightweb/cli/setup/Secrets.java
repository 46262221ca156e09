// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The files of etc/secrets: the folder is its owner's alone (0700), and each file too (0600). */
final class Secrets {
    private final Path folder;

    Secrets(Path etc) {
        this.folder = etc.resolve("secrets");
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    Optional<String> read(String name) throws IOException {
        try {
            return Optional.of(Files.readString(file(name)).strip());
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /** Writes whole or not at all; at no moment may others read it. */
    void write(String name, String secret) throws IOException {
        Files.createDirectories(
                folder,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        Path draft =
                Files.createTempFile(
                        folder,
                        "." + name,
                        ".part",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, secret + "\n");
        Files.move(
                draft,
                file(name),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
