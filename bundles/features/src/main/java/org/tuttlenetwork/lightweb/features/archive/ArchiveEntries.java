// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Unpacks an archive in memory within limits, so that one that lies about itself fills neither disk
 * nor memory.
 */
final class ArchiveEntries {
    static final int MOST_ENTRIES = 500;
    static final int MOST_BYTES = 64 * 1024 * 1024;

    private ArchiveEntries() {}

    /**
     * @param archive the archive's bytes
     * @return path → content of every file
     * @throws ArchiveRefused if it is no archive, or breaks a limit on paths, sizes or counts
     */
    static Map<String, byte[]> read(byte[] archive) throws ArchiveRefused {
        Map<String, byte[]> files = new LinkedHashMap<>();
        int total = 0;
        int entries = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries++;
                if (entries > MOST_ENTRIES) {
                    throw new ArchiveRefused(
                            "The archive has more than " + MOST_ENTRIES + " entries.");
                }
                if (entry.isDirectory()) {
                    continue;
                }
                String path = requirePlain(entry.getName());
                byte[] content = zip.readNBytes(MOST_BYTES - total + 1);
                total += content.length;
                if (total > MOST_BYTES) {
                    throw new ArchiveRefused(
                            "The archive unpacks to more than "
                                    + MOST_BYTES / 1024 / 1024
                                    + " MiB.");
                }
                if (files.put(path, content) != null) {
                    throw new ArchiveRefused("The archive has two entries of one name: " + path);
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new ArchiveRefused("The file is not a readable archive: " + e.getMessage(), e);
        }
        if (files.isEmpty()) {
            throw new ArchiveRefused("The file is not an archive, or an empty one.");
        }
        return files;
    }

    private static String requirePlain(String path) throws ArchiveRefused {
        boolean plain =
                !path.isEmpty()
                        && path.length() <= 200
                        && !path.startsWith("/")
                        && !path.contains("\\")
                        && !path.contains("..")
                        && path.chars().noneMatch(Character::isISOControl);
        if (!plain) {
            throw new ArchiveRefused("The archive has an entry with a path that leads elsewhere.");
        }
        return path;
    }
}
