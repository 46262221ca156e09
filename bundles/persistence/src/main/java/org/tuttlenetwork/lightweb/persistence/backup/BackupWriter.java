// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.backup;

import org.tuttlenetwork.lightweb.persistence.dump.Manifests;
import org.tuttlenetwork.lightweb.persistence.dump.PartsWriter;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Puts a backup together on the host's own machine: the dump comes from the running host. */
public final class BackupWriter {
    private final Path data;
    private final Path etc;

    /**
     * @param data the host's data folder, with its master key
     * @param etc its configuration
     */
    public BackupWriter(Path data, Path etc) {
        this.data = data;
        this.etc = etc;
    }

    /**
     * @param dump writes the database's dump
     */
    public void write(OutputStream out, PartsWriter.Content dump, Instant now) throws IOException {
        PartsWriter parts = new PartsWriter(out);
        byte[] key = Files.readAllBytes(data.resolve(BackupManifest.MASTER_KEY));
        parts.write(BackupManifest.MASTER_KEY, to -> to.write(key));
        folder(parts, etc, BackupManifest.ETC);
        folder(parts, data.resolve("secrets"), BackupManifest.SECRETS);
        parts.writeAsItIs(BackupManifest.DATABASE, dump);
        BackupManifest manifest =
                new BackupManifest(BackupManifest.FORMAT, now.toString(), parts.parts());
        parts.write(BackupManifest.NAME, to -> Manifests.write(to, manifest));
        parts.finish();
    }

    private static void folder(PartsWriter parts, Path folder, String prefix) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> files;
        // A secret is often a link to where somebody else keeps it.
        try (Stream<Path> all = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            String name = prefix + folder.relativize(file).toString().replace('\\', '/');
            parts.write(name, to -> Files.copy(file, to));
        }
    }
}
