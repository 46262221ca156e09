// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.journal;

import org.tuttlenetwork.lightweb.api.identity.UserId;

import java.time.Instant;

/**
 * A note as the journal keeps it.
 *
 * @param number its place: positive, growing with the time of writing, with gaps
 * @param at when it was written, by the database's clock
 * @param feature the id of the feature that wrote it
 * @param note what it wrote
 */
public record JournalEntry(long number, Instant at, String feature, JournalNote note) {
    /**
     * The entry as one line of JSON, as exports write it: {@code number}, {@code at}, {@code
     * feature}, {@code scope}, {@code actor} (an id or null), {@code action}, {@code object},
     * {@code before} and {@code after} (an object or null), {@code requestId}.
     */
    public String json() {
        return "{\"number\":"
                + number
                + ",\"at\":"
                + text(at.toString())
                + ",\"feature\":"
                + text(feature)
                + ",\"scope\":"
                + text(note.scope())
                + ",\"actor\":"
                + note.actor().map(UserId::value).map(JournalEntry::text).orElse("null")
                + ",\"action\":"
                + text(note.action())
                + ",\"object\":"
                + text(note.object())
                + ",\"before\":"
                + note.before().map(JournalEntry::oneLine).orElse("null")
                + ",\"after\":"
                + note.after().map(JournalEntry::oneLine).orElse("null")
                + ",\"requestId\":"
                + text(note.requestId())
                + "}";
    }

    /** All that stands here is visible ASCII, of which JSON escapes these two. */
    private static String text(String visible) {
        return '"' + visible.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** JSON has line breaks between its tokens only: inside a text they are escaped. */
    private static String oneLine(String json) {
        return json.replace('\n', ' ').replace('\r', ' ');
    }
}
