// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.example.garden;

import java.util.Queue;

/** Tells the test what ran, by types of the JDK only: a queue of lines among the properties. */
final class Notes {
    private static final String KEY = "lightweb.sample.notes";

    private Notes() {}

    /** A line: time in nanoseconds, revision, what, which. */
    static void add(String what, String which) {
        if (System.getProperties().get(KEY) instanceof Queue<?> queue) {
            @SuppressWarnings("unchecked") // The test puts it there with this type.
            Queue<String> lines = (Queue<String>) queue;
            lines.add(String.join(" ", "" + System.nanoTime(), Revision.OF_CLASS, what, which));
        }
    }
}
