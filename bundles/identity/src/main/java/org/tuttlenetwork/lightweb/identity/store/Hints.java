// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity.store;

import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.identity.Brake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What events left to do, and what listings left to decide. */
public final class Hints {
    /** What is read again. */
    public enum Kind {
        GRANT,
        USER,
        ROLE
    }

    /**
     * Something to read until it is as new as an event.
     *
     * @param kind what
     * @param id its id
     * @param asNewAs the event's time
     * @param attempts how often it was read in vain
     */
    public record Dirty(Kind kind, String id, Instant asNewAs, int attempts) {}

    /**
     * A revocation that waits for a person.
     *
     * @param kind GRANT, USER or ROLE
     * @param id its id
     * @param roles what would be lost
     * @param reason why
     * @param why the reason in words
     * @param found since when
     */
    public record HeldRow(
            String kind,
            String id,
            List<String> roles,
            Brake.Reason reason,
            String why,
            Instant found) {}

    /**
     * Notes an event.
     *
     * @return whether it was not seen before
     */
    public boolean isNew(Transaction transaction, String aggregate, long sequence, Instant now) {
        return sequence <= 0
                || Statements.update(
                                transaction,
                                "insert into seen_events values (?, ?, ?) on conflict do nothing",
                                aggregate,
                                sequence,
                                now)
                        > 0;
    }

    public void forgetEvents(Transaction transaction, Instant before) {
        Statements.update(transaction, "delete from seen_events where at < ?", before);
    }

    /** Where the poller is; empty before its first run. */
    public Optional<Instant> cursor(Transaction transaction) {
        return Statements.first(
                transaction, "select at from event_cursor", row -> Statements.instant(row, "at"));
    }

    /** Sets the poller's place where it has none yet. */
    public void begin(Transaction transaction, Instant at) {
        Statements.update(
                transaction,
                "insert into event_cursor (at) values (?) on conflict (only_row) do nothing",
                at);
    }

    /** Moves the poller's place forward, never back. */
    public void advance(Transaction transaction, Instant at) {
        Statements.update(
                transaction,
                """
                insert into event_cursor (at) values (?)
                on conflict (only_row) do update set at = greatest(event_cursor.at, excluded.at)\
                """,
                at);
    }

    public void dirty(Transaction transaction, Kind kind, String id, Instant at, Instant now) {
        Statements.update(
                transaction,
                """
                insert into dirty (kind, id, as_new_as, next_attempt) values (?, ?, ?, ?)
                on conflict (kind, id) do update set
                  as_new_as = greatest(dirty.as_new_as, excluded.as_new_as),
                  attempts = 0,
                  next_attempt = excluded.next_attempt\
                """,
                kind.name(),
                id,
                at,
                now);
    }

    public List<Dirty> due(Transaction transaction, Instant now) {
        return dirty(transaction, "where next_attempt <= ? order by next_attempt limit 200", now);
    }

    /** All that was asked for before a time, due or not. */
    public List<Dirty> all(Transaction transaction, Instant asNewAsBefore) {
        return dirty(transaction, "where as_new_as <= ?", asNewAsBefore);
    }

    private static List<Dirty> dirty(Transaction transaction, String where, Instant value) {
        return Statements.list(
                transaction,
                "select kind, id, as_new_as, attempts from dirty " + where,
                row ->
                        new Dirty(
                                Kind.valueOf(row.getString("kind")),
                                row.getString("id"),
                                Statements.instant(row, "as_new_as"),
                                row.getInt("attempts")),
                value);
    }

    public Optional<Instant> nextDue(Transaction transaction) {
        return Statements.first(
                transaction,
                "select next_attempt from dirty order by 1 limit 1",
                row -> Statements.instant(row, "next_attempt"));
    }

    /** Done, unless a newer event came in between. */
    public void clean(Transaction transaction, Dirty dirty) {
        Statements.update(
                transaction,
                "delete from dirty where kind = ? and id = ? and as_new_as <= ?",
                dirty.kind().name(),
                dirty.id(),
                dirty.asNewAs());
    }

    public void again(Transaction transaction, Dirty dirty, Instant next) {
        Statements.update(
                transaction,
                "update dirty set attempts = ?, next_attempt = ? where kind = ? and id = ? and"
                        + " as_new_as <= ?",
                dirty.attempts() + 1,
                next,
                dirty.kind().name(),
                dirty.id(),
                dirty.asNewAs());
    }

    /** Replaces what is held; what is held already keeps its time. */
    public void hold(Transaction transaction, List<Brake.Held> held, Instant now) {
        List<String> keys =
                held.stream().map(h -> h.absence().kind() + ":" + h.absence().id()).toList();
        Statements.update(transaction, "delete from held where kind || ':' || id <> all (?)", keys);
        for (Brake.Held one : held) {
            Statements.update(
                    transaction,
                    """
                    insert into held (kind, id, role_keys, reason, why, found_at)
                    values (?, ?, ?, ?, ?, ?)
                    on conflict (kind, id) do update set
                      reason = excluded.reason, why = excluded.why, role_keys = excluded.role_keys\
                    """,
                    one.absence().kind(),
                    one.absence().id(),
                    one.absence().roles().stream().sorted().toList(),
                    one.reason().name(),
                    one.why(),
                    now);
        }
    }

    public List<HeldRow> held(Transaction transaction) {
        return Statements.list(
                transaction,
                "select kind, id, role_keys, reason, why, found_at from held order by found_at,"
                        + " kind, id",
                Hints::held);
    }

    /** What is held, oldest first, after where a page ended. */
    public List<HeldRow> held(Transaction transaction, HeldCursor after, int limit) {
        return Statements.list(
                transaction,
                """
                select kind, id, role_keys, reason, why, found_at from held
                where (found_at, kind, id) > (?, ?, ?) order by found_at, kind, id limit ?\
                """,
                Hints::held,
                after.found(),
                after.kind(),
                after.id(),
                limit);
    }

    private static HeldRow held(ResultSet row) throws SQLException {
        return new HeldRow(
                row.getString("kind"),
                row.getString("id"),
                Statements.strings(row, "role_keys"),
                Brake.Reason.valueOf(row.getString("reason")),
                row.getString("why"),
                Statements.instant(row, "found_at"));
    }

    /**
     * Holds something no longer.
     *
     * @return whether it was held until now
     */
    public boolean release(Transaction transaction, HeldRow row) {
        return Statements.update(
                        transaction,
                        "delete from held where kind = ? and id = ? and role_keys = ?",
                        row.kind(),
                        row.id(),
                        row.roles())
                > 0;
    }
}
