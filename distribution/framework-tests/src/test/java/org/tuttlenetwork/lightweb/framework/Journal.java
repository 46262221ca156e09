// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.framework;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What the sample features say that they do, in the order in which they did it. */
final class Journal implements AutoCloseable {
    private static final String KEY = "lightweb.sample.notes";
    private static final String TROUBLE = "lightweb.sample.trouble";

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    /**
     * @param at in nanoseconds of this JVM's clock
     * @param revision who
     * @param what did what
     * @param which to what
     */
    record Note(long at, String revision, String what, String which) {
        static Note of(String line) {
            String[] parts = line.split(" ", 4);
            return new Note(Long.parseLong(parts[0]), parts[1], parts[2], parts[3]);
        }
    }

    Journal() {
        System.getProperties().put(KEY, lines);
    }

    /** All of a kind, the oldest first. */
    List<Note> of(String what) {
        return lines.stream()
                .map(Note::of)
                .filter(note -> note.what().equals(what))
                .sorted((a, b) -> Long.compare(a.at(), b.at()))
                .toList();
    }

    boolean has(String what, String which) {
        return of(what).stream().anyMatch(note -> note.which().equals(which));
    }

    /** What sample features do wrong from now on: place and kind, as in {@code health-memory}. */
    void trouble(String what) {
        System.setProperty(TROUBLE, what);
    }

    void noTrouble() {
        System.clearProperty(TROUBLE);
    }

    @Override
    public void close() {
        noTrouble();
        System.getProperties().remove(KEY);
    }
}
