// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.server;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What a killed host leaves behind: a postmaster that still runs, or only its file. */
final class LeftOver {
    private static final Logger LOG = LoggerFactory.getLogger(LeftOver.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final long LOOK_MILLIS = 20;

    private LeftOver() {}

    /**
     * Ends a postmaster of this cluster and removes its file. Called under the data folder's lock,
     * so that it cannot be another host's.
     *
     * @throws IllegalStateException if it does not end
     */
    static void end(Path cluster) throws IOException {
        PidFile file = PidFile.in(cluster);
        Optional<ProcessHandle> left = file.leftOver(cluster);
        if (left.isPresent()) {
            long pid = left.get().pid();
            LOG.warn("Ending a PostgreSQL that an earlier host left behind (process {})", pid);
            signal(pid, "INT");
            awaitEnd(file, cluster, pid);
        }
        file.delete();
    }

    /** Asked again and again, since a zombie that nobody reaps has ended too. */
    private static void awaitEnd(PidFile file, Path cluster, long pid) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (file.leftOver(cluster).isPresent()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "A PostgreSQL that an earlier host left behind does not end: process "
                                + pid);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while PostgreSQL ended", e);
            }
        }
    }

    static void signal(long pid, String name) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("The process " + pid + " cannot be signalled", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
