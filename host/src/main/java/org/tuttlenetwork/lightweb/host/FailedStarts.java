// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.host;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Counts starts that nobody saw succeed, in a file of the data folder. After three in a row the
 * host starts in safe mode: the platform and the shipped features run, what was installed does not.
 * A start succeeds when the host has run for a minute, or was stopped as asked.
 */
final class FailedStarts {
    /** After how long a host that still runs has started well. */
    static final Duration GOOD_AFTER = Duration.ofSeconds(60);

    private static final Logger log = LoggerFactory.getLogger(FailedStarts.class);
    private static final int TOO_MANY = 3;

    private final Path file;
    private final int before;

    /** Counts this start as one that failed, until {@link #succeeded} is called. */
    FailedStarts(Path data) {
        this.file = data.resolve("failed-starts");
        this.before = read();
        write(before + 1);
    }

    /** Whether nothing that was installed may run. */
    boolean safeMode() {
        return before >= TOO_MANY;
    }

    /** This start was a good one; the next begins as usual, also after safe mode. */
    void succeeded() {
        write(0);
    }

    private int read() {
        try {
            return Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 0;
        } catch (IOException | NumberFormatException e) {
            log.warn("{} can't be read: counted as no failed start", file, e);
            return 0;
        }
    }

    /** A count that can't be kept costs safe mode, not the start. */
    private void write(int count) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, count + "\n");
        } catch (IOException e) {
            log.warn("{} can't be written: starts are not counted", file, e);
        }
    }
}
