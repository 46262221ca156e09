// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.journal;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads the journal. Whoever asks must have made sure that the reader may read the scope: it is not
 * asked here who reads. What is written, by {@link
 * org.tuttlenetwork.lightweb.api.data.Transaction#journal}, is read once its transaction has
 * committed, on every host.
 *
 * <p>Entries are numbered when they are written. One whose transaction commits late appears below
 * newer ones: a reader who has paged past its place by then does not meet it, and finds it there
 * when they read again. No entry is met twice.
 *
 * <p>Calls block on PostgreSQL, and throw a {@link
 * org.tuttlenetwork.lightweb.api.problem.LightWebException} of type UNAVAILABLE where it does not
 * answer.
 */
public interface Journal {
    /** A page of entries, the newest first. */
    List<JournalEntry> read(JournalQuery query);

    /**
     * Hands over every entry from the query's position on, the newest first, in constant memory:
     * they are read as many at once as its limit says, and no transaction stays open in between.
     */
    void each(JournalQuery query, Consumer<JournalEntry> consumer);

    /**
     * Writes every entry from the query's position on as a line of JSON (application/x-ndjson,
     * UTF-8), in constant memory. Flushes the stream and leaves it open.
     *
     * @throws IOException if it cannot be written to
     */
    default void export(JournalQuery query, OutputStream out) throws IOException {
        BufferedWriter writer =
                new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        try {
            each(
                    query,
                    entry -> {
                        try {
                            writer.write(entry.json());
                            writer.write('\n');
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        writer.flush();
    }
}
