// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** Changes to files that can be taken back, the last one first. */
final class Moves {
    private final Deque<Back> backs = new ArrayDeque<>();

    @FunctionalInterface
    private interface Back {
        void run() throws IOException;
    }

    /** Moves a file or folder; what it is moved to is not there yet, its folders may be missing. */
    void move(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        // Configuration may lie on another disk: then it is copied, and goes where that is done.
        Files.move(from, to);
        backs.push(() -> Files.move(to, from));
    }

    /** A file was made. */
    void wrote(Path file) {
        backs.push(() -> Files.deleteIfExists(file));
    }

    /** Takes all of it back. What cannot be is told with the failure that this is done for. */
    void undo(Exception failure) {
        while (!backs.isEmpty()) {
            try {
                backs.pop().run();
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
    }
}
