// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity.store;

import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.Operation;
import org.tuttlenetwork.lightweb.api.identity.RoleIntents.Reason;
import org.tuttlenetwork.lightweb.api.identity.RoleKey;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.identity.Intent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What was asked for, and the tombstones of what was taken away. */
public final class Intents {
    private static final String SELECT =
            "select id, kind, user_id, role_keys, display_names, asked, attempts from intents ";

    /** An operation and who may see it. */
    public record Asked(Operation operation, UserId actor) {}

    /** Asks in the transaction of any feature. */
    public void grant(
            Transaction transaction,
            UUID id,
            UserId user,
            RoleKey role,
            Reason reason,
            Instant now) {
        Statements.call(
                transaction,
                "select identity.ask_grant(?, ?, ?, ?, ?, ?, ?)",
                id,
                user.value(),
                role.value(),
                reason.actor().value(),
                reason.text(),
                reason.requestId(),
                now);
    }

    /** Asks in the transaction of any feature; the role is masked from its commit on. */
    public void revoke(
            Transaction transaction,
            UUID id,
            UserId user,
            RoleKey role,
            Reason reason,
            Instant now) {
        Statements.call(
                transaction,
                "select identity.ask_revoke(?, ?, ?, ?, ?, ?, ?)",
                id,
                user.value(),
                role.value(),
                reason.actor().value(),
                reason.text(),
                reason.requestId(),
                now);
    }

    /** Asks in the transaction of any feature. */
    public void define(
            Transaction transaction,
            UUID id,
            Map<RoleKey, String> roles,
            Reason reason,
            Instant now) {
        List<RoleKey> keys = roles.keySet().stream().sorted().toList();
        Statements.call(
                transaction,
                "select identity.ask_define(?, ?, ?, ?, ?, ?, ?)",
                id,
                keys,
                keys.stream().map(roles::get).toList(),
                reason.actor().value(),
                reason.text(),
                reason.requestId(),
                now);
    }

    /**
     * Asks in the transaction of any feature; the roles are masked from its commit on.
     *
     * @return whose
     */
    public List<String> remove(
            Transaction transaction, UUID id, List<RoleKey> roles, Reason reason, Instant now) {
        return Statements.list(
                transaction,
                "select holder from identity.ask_remove(?, ?, ?, ?, ?, ?) as holder",
                row -> row.getString("holder"),
                id,
                roles,
                reason.actor().value(),
                reason.text(),
                reason.requestId(),
                now);
    }

    public Optional<Asked> find(Transaction transaction, UUID id) {
        return Statements.first(
                transaction,
                "select id, state, detail, asked, changed, actor from intents where id = ?",
                row ->
                        new Asked(
                                new Operation(
                                        row.getObject("id", UUID.class),
                                        Operation.State.valueOf(row.getString("state")),
                                        row.getString("detail"),
                                        Statements.instant(row, "asked"),
                                        Statements.instant(row, "changed")),
                                new UserId(row.getString("actor"))),
                id);
    }

    /** Users with something due, those with removals first. */
    public List<UserId> dueUsers(Transaction transaction, Instant now) {
        return Statements.list(
                transaction,
                """
                select user_id from intents
                where state = 'PENDING' and user_id is not null and next_attempt <= ?
                group by user_id order by bool_or(kind = 'REVOKE') desc, min(position) limit 500\
                """,
                row -> new UserId(row.getString("user_id")),
                now);
    }

    /** What is asked for the roles of the project and due, in order. */
    public List<Intent> dueForProject(Transaction transaction, Instant now) {
        return Statements.list(
                transaction,
                SELECT
                        + "where state = 'PENDING' and user_id is null and next_attempt <= ? order"
                        + " by position limit 100",
                Intents::intent,
                now);
    }

    /** All that is open for a user, in order. */
    public List<Intent> open(Transaction transaction, UserId user) {
        return Statements.list(
                transaction,
                SELECT + "where state = 'PENDING' and user_id = ? order by position",
                Intents::intent,
                user.value());
    }

    /** Removals that are open and were asked for before an instant, in order. */
    public List<Intent> removalsBefore(Transaction transaction, Instant before) {
        return Statements.list(
                transaction,
                SELECT
                        + "where state = 'PENDING' and kind in ('REVOKE', 'REMOVE') and asked < ?"
                        + " order by position limit 200",
                Intents::intent,
                before);
    }

    /** When the next thing is due, if anything is open. */
    public Optional<Instant> nextDue(Transaction transaction) {
        return Statements.first(
                transaction,
                "select next_attempt from intents where state = 'PENDING' order by 1 limit 1",
                row -> Statements.instant(row, "next_attempt"));
    }

    public void end(
            Transaction transaction, UUID id, Operation.State state, String detail, Instant now) {
        Statements.update(
                transaction,
                "update intents set state = ?, detail = ?, changed = ? where id = ? and state ="
                        + " 'PENDING'",
                state.name(),
                detail,
                now,
                id);
    }

    /** Waits and tries again. */
    public void postpone(Transaction transaction, Intent intent, String detail, Instant now) {
        Statements.update(
                transaction,
                "update intents set attempts = attempts + 1, detail = ?, changed = ?, next_attempt"
                        + " = ? where id = ? and state = 'PENDING'",
                detail,
                now,
                now.plus(intent.pause()),
                intent.id());
    }

    /** Whether a removal of a role is open already. */
    public boolean isBeingRevoked(Transaction transaction, UserId user, String role) {
        return Statements.first(
                        transaction,
                        "select 1 from intents where kind = 'REVOKE' and state = 'PENDING' and"
                                + " user_id = ? and role_keys = ?",
                        row -> true,
                        user.value(),
                        List.of(role))
                .isPresent();
    }

    /** Roles of a user that are taken away, by an open removal or one not confirmed yet. */
    public Set<String> tombstones(Transaction transaction, UserId user) {
        return new HashSet<>(
                Statements.list(
                        transaction,
                        "select role_key from tombstones where user_id = ?",
                        row -> row.getString("role_key"),
                        user.value()));
    }

    /** The same of those that were asked for since an instant. */
    public Set<String> tombstonesSince(Transaction transaction, UserId user, Instant since) {
        return new HashSet<>(
                Statements.list(
                        transaction,
                        "select role_key from tombstones where user_id = ? and created >= ?",
                        row -> row.getString(1),
                        user.value(),
                        since));
    }

    /** Tombstones of written removals that a present grant still contradicts. */
    public Map<String, Set<String>> contradicted(Transaction transaction) {
        Map<String, Set<String>> found = new HashMap<>();
        Statements.list(
                        transaction,
                        """
                        select t.user_id, t.role_key from tombstones t
                        join grants g on g.user_id = t.user_id and g.counted and g.state in ('ACTIVE', 'INACTIVE')
                        join grant_roles r on r.grant_id = g.id and r.role_key = t.role_key
                        where t.lifted_at is not null\
                        """,
                        row -> Map.entry(row.getString("user_id"), row.getString("role_key")))
                .forEach(
                        pair ->
                                found.computeIfAbsent(pair.getKey(), user -> new HashSet<>())
                                        .add(pair.getValue()));
        return found;
    }

    /**
     * Settles the tombstones of what was written, but for roles whose removal was asked for again
     * meanwhile. To be called after the fulfilled intents have ended.
     *
     * @param removed roles that the list no longer has: a reading of then or later lifts them
     * @param granted roles that the list has, asked for after their removal: nothing masks them
     */
    public void settle(
            Transaction transaction,
            UserId user,
            Collection<String> removed,
            Collection<String> granted,
            Instant at) {
        // Waits for who is asking right now, so that the next statements see what was asked.
        Statements.list(
                transaction,
                "select role_key from tombstones where user_id = ? for update",
                row -> row.getString("role_key"),
                user.value());
        String unlessAskedAgain =
                " and not exists (select from intents i where i.state = 'PENDING' and i.kind ="
                        + " 'REVOKE' and i.user_id = tombstones.user_id and i.role_keys ="
                        + " array[tombstones.role_key])";
        Statements.update(
                transaction,
                "update tombstones set lifted_at = ? where user_id = ? and role_key = any (?)"
                        + unlessAskedAgain,
                at,
                user.value(),
                removed);
        Statements.update(
                transaction,
                "delete from tombstones where user_id = ? and role_key = any (?)"
                        + unlessAskedAgain,
                user.value(),
                granted);
    }

    /** Tombstones that nothing contradicts any more. */
    public void prune(Transaction transaction, Instant before) {
        Statements.update(
                transaction,
                """
                delete from tombstones t where lifted_at < ? and not exists (
                  select from grants g join grant_roles r on r.grant_id = g.id
                  where g.user_id = t.user_id and r.role_key = t.role_key and g.state in ('ACTIVE', 'INACTIVE'))\
                """,
                before);
    }

    private static Intent intent(ResultSet row) throws SQLException {
        String user = row.getString("user_id");
        return new Intent(
                row.getObject("id", UUID.class),
                Intent.Kind.valueOf(row.getString("kind")),
                user == null ? null : new UserId(user),
                Statements.strings(row, "role_keys"),
                Statements.strings(row, "display_names"),
                Statements.instant(row, "asked"),
                row.getInt("attempts"));
    }
}
