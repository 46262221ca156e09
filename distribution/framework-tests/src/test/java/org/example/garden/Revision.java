// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.example.garden;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Which revision this is, read from its own jar: all versions have the same classes. */
final class Revision {
    /** Kept by the class, as a constant of a real plugin would be. */
    static final String OF_CLASS = ofFile();

    private Revision() {}

    /** Read anew each time, through the class loader. */
    static String ofFile() {
        return text("/revision.txt");
    }

    /** The name of its queued task, which changes where its payload does. */
    static String task() {
        return text("/task.txt");
    }

    private static String text(String file) {
        try (InputStream in = Revision.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is not in the bundle");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
