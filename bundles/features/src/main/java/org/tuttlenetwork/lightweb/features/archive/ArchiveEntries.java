// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Unpacks an archive in memory within limits, so that one that lies about itself fills neither disk
 * nor memory.
 */
final class ArchiveEntries {
    static final int MOST_ENTRIES = 500;
    static final int MOST_BYTES = 64 * 1024 * 1024;

    private ArchiveEntries() {}

    /**
     * The bytes of an archive, from wherever they come.
     *
     * @throws ArchiveRefused once there are more than an archive may have
     */
    static byte[] bounded(InputStream in) throws ArchiveRefused, IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        requireSize(bytes.length);
        return bytes;
    }

    /**
     * @param archive the archive's bytes
     * @return path → content of every file, in the archive's order
     * @throws ArchiveRefused if it is no archive, or breaks a limit on paths, sizes or counts
     */
    static Map<String, byte[]> read(byte[] archive) throws ArchiveRefused {
        requireSize(archive.length);
        Map<String, byte[]> files = new LinkedHashMap<>();
        Map<String, String> spellings = new HashMap<>();
        for (ZipPart part : ZipLayout.of(archive, MOST_ENTRIES, MOST_BYTES)) {
            requireOneSpelling(part, spellings);
            byte[] content = part.content(archive);
            if (!part.isFolder()) {
                files.put(part.name(), content);
            } else if (content.length > 0) {
                throw new ArchiveRefused("The archive has a folder with content: " + part.name());
            }
        }
        for (String file : files.keySet()) {
            for (int at = file.indexOf('/'); at > 0; at = file.indexOf('/', at + 1)) {
                if (files.containsKey(file.substring(0, at))) {
                    throw new ArchiveRefused(
                            "The archive has a file where it has a folder: "
                                    + file.substring(0, at));
                }
            }
        }
        return files;
    }

    private static void requireOneSpelling(ZipPart part, Map<String, String> spellings)
            throws ArchiveRefused {
        if (!part.name().chars().allMatch(each -> each < 127)) {
            throw new ArchiveRefused(
                    "The archive has a path with letters beyond ASCII: " + part.name());
        }
        String other = spellings.put(part.name().toLowerCase(Locale.ROOT), part.name());
        if (other != null) {
            throw new ArchiveRefused(
                    "The archive has two paths that differ in upper and lower case only: "
                            + other
                            + " and "
                            + part.name());
        }
    }

    private static void requireSize(int length) throws ArchiveRefused {
        if (length > MOST_BYTES) {
            throw new ArchiveRefused(
                    "The archive has more than " + MOST_BYTES / 1024 / 1024 + " MiB.");
        }
    }
}
