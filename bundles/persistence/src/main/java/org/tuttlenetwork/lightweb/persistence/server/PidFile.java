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
        if (lines.size() < 2 || !Path.of(lines.get(1).strip()).equals(cluster)) {
            return Optional.empty();
        }
        try {
            return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                    .filter(process -> isPostgresOf(process.pid(), cluster));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /**
     * Neither another program that got the same number, nor a zombie that nobody has reaped yet.
     */
    private static boolean isPostgresOf(long pid, Path cluster) {
        try {
            String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
            String state = stat.substring(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
            String command = Files.readString(Path.of("/proc", String.valueOf(pid), "cmdline"));
            return !state.equals("Z")
                    && command.contains("postgres")
                    && command.contains(cluster.toString());
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
