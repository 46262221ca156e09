// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL's {@code postmaster.pid}: line 1 is the process, line 2 its data directory, line 8 its
 * status.
 *
 * @param file the file
 */
record PidFile(Path file) {
    static PidFile in(Path cluster) {
        return new PidFile(cluster.resolve("postmaster.pid"));
    }

    /** Whether this process says that it is ready. */
    boolean isReady(long pid) {
        List<String> lines = lines();
        return lines.size() >= 8
                && lines.get(0).strip().equals(String.valueOf(pid))
                && lines.get(7).startsWith("ready");
    }

    /**
     * A postmaster that runs on this cluster and is none of ours: left over from a host that was
     * killed.
     */
    Optional<ProcessHandle> leftOver(Path cluster) {
        List<String> lines = lines();
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        try {
            return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                    .filter(process -> isPostgresOf(process.pid(), cluster));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /**
     * Neither another program that got the same number, nor one on another cluster, nor a zombie
     * that nobody has reaped yet. A postmaster works in the folder of its cluster, by whatever name
     * that was given to it.
     */
    private static boolean isPostgresOf(long pid, Path cluster) {
        Path process = Path.of("/proc", String.valueOf(pid));
        try {
            String stat = Files.readString(process.resolve("stat"));
            String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
            char state = stat.charAt(stat.lastIndexOf(')') + 2);
            return state != 'Z'
                    && name.equals("postgres")
                    && Files.isSameFile(process.resolve("cwd"), cluster);
        } catch (IOException _) {
            return false;
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    private List<String> lines() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException _) {
            // Being written or removed at this moment: as good as not there.
            return List.of();
        }
    }
}
