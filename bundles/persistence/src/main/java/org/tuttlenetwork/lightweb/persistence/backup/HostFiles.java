// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.backup;

import org.tuttlenetwork.lightweb.api.problem.LightWebException;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What of a host lies on its disk. A restore puts everything beside it, under {@link #UNFINISHED},
 * and moves it into its place when it is whole; as long as that folder is there no host starts.
 */
final class HostFiles {
    /** In the data folder: a restore that did not end. */
    static final String UNFINISHED = "restore.unfinished";

    private static final List<String> OWN = List.of("database", "master.key", "secrets");

    private final Path data;
    private final Path etc;

    HostFiles(Path data, Path etc) {
        this.data = data;
        this.etc = etc;
    }

    /**
     * @throws LightWebException CONFLICT naming what is in the way
     */
    void requireNone(Backup backup) throws IOException {
        List<String> there = new ArrayList<>();
        OWN.stream()
                .map(data::resolve)
                .filter(Files::exists)
                .forEach(path -> there.add(path.toString()));
        for (Map.Entry<String, byte[]> file : backup.files(BackupManifest.ETC).entrySet()) {
            Path path = etc.resolve(file.getKey());
            if (Files.exists(path) && !Arrays.equals(Files.readAllBytes(path), file.getValue())) {
                there.add(path.toString());
            }
        }
        if (!there.isEmpty()) {
            throw LightWebException.conflict(
                    "There is a host here already: "
                            + String.join(", ", there)
                            + ". Nothing was changed. Name an empty folder in LIGHTWEB_DATA, or say"
                            + " --replace to move what is there aside.");
        }
    }

    /** An empty folder beside the data, in which the restored state is made. */
    Path begin() throws IOException {
        Files.createDirectories(data);
        Path folder = data.resolve(UNFINISHED);
        delete(folder);
        return Files.createDirectory(folder);
    }

    void abandon() throws IOException {
        delete(data.resolve(UNFINISHED));
    }

    /** Writes master key and secrets into the unfinished folder. */
    void prepare(Backup backup) throws IOException {
        Path folder = data.resolve(UNFINISHED);
        write(folder.resolve("master.key"), backup.masterKey());
        for (Map.Entry<String, byte[]> file : backup.files(BackupManifest.SECRETS).entrySet()) {
            write(folder.resolve("secrets").resolve(file.getKey()), file.getValue());
        }
    }

    /**
     * Puts what is whole in its place; what was there is moved aside. Where that fails everything
     * is where it was.
     *
     * @param aside a name for the folder in the data folder that takes what was there
     */
    void finish(Backup backup, String aside) throws IOException {
        Path unfinished = data.resolve(UNFINISHED);
        Path before = data.resolve(aside);
        Moves moves = new Moves();
        try {
            replace(backup.files(BackupManifest.ETC), before.resolve("etc"), moves);
            for (String name : OWN) {
                Path old = data.resolve(name);
                Path fresh = unfinished.resolve(name);
                if (Files.exists(old) && (Files.exists(fresh) || !name.equals("database"))) {
                    moves.move(old, before.resolve(name));
                }
                if (Files.exists(fresh)) {
                    moves.move(fresh, old);
                }
            }
        } catch (IOException | RuntimeException e) {
            moves.undo(e);
            throw e;
        }
        delete(unfinished);
    }

    private void replace(Map<String, byte[]> configuration, Path before, Moves moves)
            throws IOException {
        if (Files.isDirectory(etc)) {
            List<Path> files;
            try (Stream<Path> all = Files.walk(etc, FileVisitOption.FOLLOW_LINKS)) {
                files = all.filter(Files::isRegularFile).toList();
            }
            for (Path file : files) {
                byte[] wanted = configuration.get(etc.relativize(file).toString());
                if (wanted == null || !Arrays.equals(Files.readAllBytes(file), wanted)) {
                    moves.move(file, before.resolve(etc.relativize(file).toString()));
                }
            }
        }
        for (Map.Entry<String, byte[]> file : configuration.entrySet()) {
            Path path = etc.resolve(file.getKey());
            if (!Files.exists(path)) {
                write(path, file.getValue());
                moves.wrote(path);
            }
        }
    }

    /** Whole or not at all, and readable by its owner alone: any of them may hold a secret. */
    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        Files.createFile(
                part,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(part, content);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
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
