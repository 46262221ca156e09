// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.RoleIntents.Reason;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.journal.JournalNote;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Something that is done on an island, on its way into the island's journal. People are named by id
 * only (DECISIONS 4.4).
 */
public final class Written {
    private final JournalNote note;
    private final Map<String, String> before = new LinkedHashMap<>();
    private final Map<String, String> after = new LinkedHashMap<>();

    private Written(JournalNote note) {
        this.note = note;
    }

    /** The scope of an island's entries. */
    public static String scope(UUID island) {
        return "island:" + island;
    }

    /**
     * @param by who does it, and by which request; none where it comes by itself
     * @param action {@code island.member.added}
     */
    public static Written to(UserId person, IslandRecord island, Reason by, String action) {
        return to(JournalNote.object(person), island, by, action);
    }

    /** The same of what Zitadel alone tells: nobody here did it. */
    static Written seen(UserId person, IslandRecord island, String action) {
        return new Written(
                JournalNote.bySystem(action, JournalNote.object(person))
                        .within(scope(island.id())));
    }

    /** The same of anything: a kind and an id. */
    public static Written to(String object, IslandRecord island, Reason by, String action) {
        String request = by.requestId().isEmpty() ? JournalNote.NO_REQUEST : by.requestId();
        return new Written(
                JournalNote.by(by.actor(), request, action, object).within(scope(island.id())));
    }

    public Written was(String name, Object value) {
        before.put(name, value.toString());
        return this;
    }

    public Written was(String name, Optional<Instant> value) {
        value.ifPresent(at -> was(name, at));
        return this;
    }

    public Written is(String name, Object value) {
        after.put(name, value.toString());
        return this;
    }

    public Written is(String name, Optional<Instant> value) {
        value.ifPresent(at -> is(name, at));
        return this;
    }

    /** In the transaction that does it. */
    public void in(Transaction transaction) {
        JournalNote whole = before.isEmpty() ? note : note.withBefore(json(before));
        transaction.journal(after.isEmpty() ? whole : whole.withAfter(json(after)));
    }

    private static String json(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> "\"" + value.getKey() + "\":\"" + quoted(value.getValue()) + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(String value) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(value));
    }
}
