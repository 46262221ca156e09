// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.backup;

import org.tuttlenetwork.lightweb.api.data.MasterKey;
import org.tuttlenetwork.lightweb.persistence.dump.DumpManifest;
import org.tuttlenetwork.lightweb.persistence.dump.DumpReader;
import org.tuttlenetwork.lightweb.persistence.dump.DumpSource;
import org.tuttlenetwork.lightweb.persistence.dump.Manifests;
import org.tuttlenetwork.lightweb.persistence.dump.Part;
import org.tuttlenetwork.lightweb.persistence.dump.PartsReader;
import org.tuttlenetwork.lightweb.persistence.dump.Refusal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A backup that was read to its last byte and is what its manifests say.
 *
 * @param madeAt when, RFC 3339
 * @param database what its dump holds
 * @param dump the dump itself
 * @param files master key, configuration and secrets, by their names
 */
public record Backup(
        String madeAt, DumpManifest database, DumpSource dump, Map<String, byte[]> files) {
    /** Far more than any configuration has: a file that claims more is none of ours. */
    private static final int MOST_BYTES_A_FILE = 16 << 20;

    private static final int MOST_FILES = 10_000;

    public Backup {
        files = Map.copyOf(files);
    }

    /**
     * Reads and compares everything.
     *
     * @throws org.tuttlenetwork.lightweb.api.problem.LightWebException INVALID, in words that tell
     *     a foreign, cut, altered, newer and incomplete file apart
     */
    public static Backup verify(BackupFile file) throws IOException {
        Reading reading = new Reading();
        List<Part> parts;
        try (InputStream in = file.archive()) {
            parts = PartsReader.read(in, reading);
        }
        BackupManifest manifest = reading.manifest();
        DumpReader.compare(manifest.parts(), parts.subList(0, parts.size() - 1));
        Backup backup =
                new Backup(
                        manifest.madeAt(),
                        reading.database(),
                        () -> database(file),
                        reading.files());
        backup.requireItsKey();
        return backup;
    }

    private void requireItsKey() {
        String fingerprint;
        try {
            fingerprint = MasterKey.of(masterKey()).fingerprint();
        } catch (IllegalArgumentException e) {
            throw Refusal.altered("its master key is none", e);
        }
        if (!fingerprint.equals(database.about().masterKey())) {
            throw Refusal.altered(
                    "its master key is not the one that its database is encrypted with", null);
        }
    }

    byte[] masterKey() {
        byte[] key = files.get(BackupManifest.MASTER_KEY);
        if (key == null) {
            throw Refusal.altered("it holds no master key", null);
        }
        return key;
    }

    /** Files whose names begin so, by the rest of their names. */
    Map<String, byte[]> files(String prefix) {
        Map<String, byte[]> found = new TreeMap<>();
        files.forEach(
                (name, content) -> {
                    if (name.startsWith(prefix)) {
                        found.put(name.substring(prefix.length()), content);
                    }
                });
        return found;
    }

    private static InputStream database(BackupFile file) throws IOException {
        ZipInputStream zip = new ZipInputStream(file.archive());
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (entry.getName().equals(BackupManifest.DATABASE)) {
                return new FilterInputStream(zip) {};
            }
        }
        zip.close();
        throw Refusal.cutShort(null);
    }

    private static final class Reading implements PartsReader.Receiver {
        private final Map<String, byte[]> files = new TreeMap<>();
        private @org.jspecify.annotations.Nullable BackupManifest manifest;
        private @org.jspecify.annotations.Nullable DumpManifest database;

        @Override
        public void part(String name, InputStream content) throws IOException {
            if (name.equals(BackupManifest.DATABASE)) {
                database = DumpReader.verify(content);
            } else if (name.equals(BackupManifest.NAME)) {
                manifest = Manifests.read(content, BackupManifest.class, BackupManifest.FORMAT);
            } else {
                requireFit(name);
                byte[] bytes = content.readNBytes(MOST_BYTES_A_FILE + 1);
                if (bytes.length > MOST_BYTES_A_FILE || files.size() >= MOST_FILES) {
                    throw Refusal.altered(name + " is too large", null);
                }
                files.put(name, bytes);
            }
        }

        /** A name that would lead out of the folder is never written by us. */
        private static void requireFit(String name) {
            boolean known =
                    name.equals(BackupManifest.MASTER_KEY)
                            || name.startsWith(BackupManifest.ETC)
                            || name.startsWith(BackupManifest.SECRETS);
            if (!known
                    || name.contains("\\")
                    || List.of(name.split("/", -1)).stream()
                            .anyMatch(step -> List.of("", ".", "..").contains(step))) {
                throw Refusal.altered("a part has a name that none of ours has", null);
            }
        }

        BackupManifest manifest() {
            if (manifest == null) {
                throw Refusal.cutShort(null);
            }
            return manifest;
        }

        DumpManifest database() {
            return Objects.requireNonNullElseGet(
                    database,
                    () -> {
                        throw Refusal.altered("it holds no database", null);
                    });
        }

        Map<String, byte[]> files() {
            return files;
        }
    }
}
