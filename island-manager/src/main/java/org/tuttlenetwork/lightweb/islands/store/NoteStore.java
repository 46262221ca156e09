// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.store;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.data.Sql;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.islands.MemberRole;
import org.tuttlenetwork.lightweb.islands.Note;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What is known of memberships beside roles. In the transaction that each method is handed. */
public final class NoteStore {
    private static final String COLUMNS =
            "added_by, added_at, asked_role, operation, until_by, until, change_to,"
                    + " change_operation";

    /** Keeps a note in place of what was there. */
    public void put(Transaction transaction, UUID island, UserId user, Note note) {
        Sql.update(
                transaction,
                """
                insert into membership_note (island_id, user_id, added_by, added_at, asked_role,
                    operation, until_by, until, change_to, change_operation)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (island_id, user_id) do update set
                    added_by = excluded.added_by, added_at = excluded.added_at,
                    asked_role = excluded.asked_role, operation = excluded.operation,
                    until_by = excluded.until_by, until = excluded.until,
                    change_to = excluded.change_to, change_operation = excluded.change_operation
                """,
                island,
                user.value(),
                who(note.added()),
                at(note.added()),
                role(note.asked()),
                operation(note.asked()),
                who(note.until()),
                at(note.until()),
                role(note.change()),
                operation(note.change()));
    }

    public void remove(Transaction transaction, UUID island, UserId user) {
        Sql.update(
                transaction,
                "delete from membership_note where island_id = ? and user_id = ?",
                island,
                user.value());
    }

    public void removeAll(Transaction transaction, UUID island) {
        Sql.update(transaction, "delete from membership_note where island_id = ?", island);
    }

    /** Of an island, by user. */
    public Map<UserId, Note> of(Transaction transaction, UUID island) {
        Map<UserId, Note> notes = new HashMap<>();
        Sql.query(
                transaction,
                row -> notes.put(new UserId(row.getString(9)), note(row)),
                "select " + COLUMNS + ", user_id from membership_note where island_id = ?",
                island);
        return notes;
    }

    /** Of many islands, by island and user. */
    public Map<UUID, Map<UserId, Note>> of(Transaction transaction, Collection<UUID> islands) {
        Map<UUID, Map<UserId, Note>> notes = new HashMap<>();
        Sql.query(
                transaction,
                row ->
                        notes.computeIfAbsent(row.getObject(10, UUID.class), _ -> new HashMap<>())
                                .put(new UserId(row.getString(9)), note(row)),
                "select "
                        + COLUMNS
                        + ", user_id, island_id from membership_note where island_id = any (?)",
                (Object) islands.toArray(UUID[]::new));
        return notes;
    }

    /** Of a user, by island. */
    public Map<UUID, Note> of(Transaction transaction, UserId user) {
        Map<UUID, Note> notes = new HashMap<>();
        Sql.query(
                transaction,
                row -> notes.put(row.getObject(9, UUID.class), note(row)),
                "select " + COLUMNS + ", island_id from membership_note where user_id = ?",
                user.value());
        return notes;
    }

    /** What was asked for these has come true: they are in. */
    public void arrived(Transaction transaction, UUID island, Set<UserId> members) {
        Sql.update(
                transaction,
                "update membership_note set asked_role = null, operation = null where island_id ="
                        + " ? and user_id = any (?) and asked_role is not null",
                island,
                members.stream().map(UserId::value).toArray(String[]::new));
    }

    /**
     * Islands where a change of role waits to be settled, or a membership is over.
     *
     * @param now from when on it is over
     */
    public List<UUID> unsettled(Transaction transaction, Instant now) {
        return Sql.query(
                transaction,
                row -> row.getObject(1, UUID.class),
                "select distinct island_id from membership_note where change_to is not null or"
                        + " until <= ?",
                now);
    }

    private static Note note(ResultSet row) throws SQLException {
        return new Note(
                by(row.getString(1), row.getTimestamp(2)),
                asked(row.getString(3), row.getObject(4, UUID.class)),
                by(row.getString(5), row.getTimestamp(6)),
                asked(row.getString(7), row.getObject(8, UUID.class)));
    }

    private static Optional<Note.By> by(@Nullable String who, @Nullable Timestamp at) {
        return who == null || at == null
                ? Optional.empty()
                : Optional.of(new Note.By(new UserId(who), at.toInstant()));
    }

    private static Optional<Note.Asked> asked(@Nullable String role, @Nullable UUID operation) {
        return role == null || operation == null
                ? Optional.empty()
                : MemberRole.ofKey(role).map(known -> new Note.Asked(known, operation));
    }

    private static @Nullable String who(Optional<Note.By> by) {
        return by.map(known -> known.who().value()).orElse(null);
    }

    private static @Nullable Instant at(Optional<Note.By> by) {
        return by.map(Note.By::at).orElse(null);
    }

    private static @Nullable String role(Optional<Note.Asked> asked) {
        return asked.map(known -> known.role().key()).orElse(null);
    }

    private static @Nullable UUID operation(Optional<Note.Asked> asked) {
        return asked.map(Note.Asked::operation).orElse(null);
    }
}
