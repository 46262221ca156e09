// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity.store;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.identity.zitadel.Authorization;

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

/** Grants as last known. A row never becomes older than it is. */
public final class Grants {
    private static final String SELECT =
            """
            select id, user_id, state, counted, change_date, written_at, base_at, base_roles,
              array(select role_key from grant_roles r where r.grant_id = g.id order by 1) as roles
            from grants g
            """;

    /**
     * A grant as last known.
     *
     * @param id its id in Zitadel
     * @param user whose
     * @param state ACTIVE, INACTIVE, ABSENT or REMOVED
     * @param counted whether project and organization are the expected ones
     * @param changed the time it is known for
     * @param roles its roles, those that only an event tells included
     * @param lastWrite our last write, if any
     */
    public record Known(
            String id,
            UserId user,
            String state,
            boolean counted,
            Instant changed,
            Set<String> roles,
            Optional<LastWrite> lastWrite) {
        public Known {
            roles = Set.copyOf(roles);
        }
    }

    /**
     * Our last write of a grant.
     *
     * @param at its change date
     * @param baseAt the change date of what it was based on
     * @param baseRoles the roles that it was based on
     */
    public record LastWrite(Instant at, Instant baseAt, Set<String> baseRoles) {
        public LastWrite {
            baseRoles = Set.copyOf(baseRoles);
        }
    }

    /** A grant whose user is known. */
    public Optional<Known> find(Transaction transaction, String id) {
        return Statements.first(
                transaction, SELECT + "where id = ? and user_id <> ''", Grants::known, id);
    }

    /** Whose some grants are, by their ids; of those that are known. */
    public Map<String, UserId> users(Transaction transaction, Collection<String> ids) {
        Map<String, UserId> users = new HashMap<>();
        Statements.list(
                transaction,
                "select id, user_id from grants where id = any (?) and user_id <> ''",
                row -> users.put(row.getString("id"), new UserId(row.getString("user_id"))),
                ids);
        return users;
    }

    /** The grant of a user that counts, if it is there. */
    public Optional<Known> counted(Transaction transaction, UserId user) {
        return Statements.first(
                transaction,
                SELECT
                        + "where user_id = ? and counted and state in ('ACTIVE', 'INACTIVE') order"
                        + " by change_date desc",
                Grants::known,
                user.value());
    }

    /** Those of a project that are there, known for a time before the given one. */
    public List<Known> presentBefore(Transaction transaction, Instant time) {
        return Statements.list(
                transaction,
                SELECT + "where state = 'ACTIVE' and change_date < ?",
                Grants::known,
                time);
    }

    public int countPresent(Transaction transaction) {
        return Statements.first(
                        transaction,
                        "select count(*) as n from grants where state = 'ACTIVE'",
                        row -> row.getInt("n"))
                .orElse(0);
    }

    /**
     * Stores a reading, unless it is older than what is known; it lifts tombstones that were
     * written before it.
     *
     * @return whether it was stored
     */
    public boolean read(Transaction transaction, Authorization told, boolean counted) {
        int stored =
                Statements.update(
                        transaction,
                        """
                        insert into grants (id, user_id, project_id, organization_id, state, counted, change_date, read_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (id) do update set
                          user_id = excluded.user_id,
                          organization_id = excluded.organization_id,
                          project_id = excluded.project_id,
                          state = excluded.state,
                          counted = excluded.counted,
                          change_date = excluded.change_date,
                          read_at = excluded.read_at
                        where grants.change_date <= excluded.change_date and grants.state <> 'REMOVED'\
                        """,
                        told.id(),
                        told.user().value(),
                        told.projectId(),
                        told.organizationId(),
                        told.active() ? "ACTIVE" : "INACTIVE",
                        counted,
                        told.changed(),
                        told.changed());
        if (stored == 0) {
            return false;
        }
        replaceRoles(transaction, told.id(), told.roles(), Set.of());
        Statements.update(
                transaction,
                "delete from tombstones where user_id = ? and lifted_at <= ?",
                told.user().value(),
                told.changed());
        return true;
    }

    /** Stores what we wrote, and what it was based on; what an event removed meanwhile stays so. */
    public void written(Transaction transaction, Authorization result, Optional<Known> base) {
        Set<String> unconfirmed = unconfirmed(transaction, result.id());
        Statements.update(
                transaction,
                """
                insert into grants (id, user_id, project_id, organization_id, state, counted, change_date,
                  written_at, base_at, base_roles)
                values (?, ?, ?, ?, ?, true, ?, ?, ?, ?)
                on conflict (id) do update set
                  state = case grants.state when 'REMOVED' then 'REMOVED' else excluded.state end,
                  change_date = greatest(grants.change_date, excluded.change_date),
                  written_at = excluded.written_at,
                  base_at = excluded.base_at,
                  base_roles = excluded.base_roles\
                """,
                result.id(),
                result.user().value(),
                result.projectId(),
                result.organizationId(),
                result.active() ? base.map(Known::state).orElse("ACTIVE") : "REMOVED",
                result.changed(),
                result.changed(),
                base.map(Known::changed).orElse(result.changed()),
                base.map(Known::roles).orElse(Set.of()));
        replaceRoles(transaction, result.id(), result.roles(), unconfirmed);
    }

    /** What a verified event says: roles that are gone are gone, new ones wait for a reading. */
    public void changedByEvent(
            Transaction transaction, Known grant, Set<String> roles, Instant at) {
        Set<String> unconfirmed = new HashSet<>(roles);
        unconfirmed.removeAll(grant.roles());
        unconfirmed.addAll(unconfirmed(transaction, grant.id()));
        int stored =
                Statements.update(
                        transaction,
                        "update grants set change_date = ? where id = ? and change_date < ?",
                        at,
                        grant.id(),
                        at);
        if (stored > 0) {
            replaceRoles(transaction, grant.id(), roles, unconfirmed);
        }
    }

    /**
     * Takes a grant away, unless it is known for a later time. One that is not known yet leaves a
     * row too: a list that lags must not bring it back.
     *
     * @param user whose, where the event says so
     */
    public void cut(
            Transaction transaction,
            String id,
            Optional<String> user,
            boolean forGood,
            Instant at) {
        Statements.update(
                transaction,
                """
                insert into grants (id, user_id, project_id, organization_id, state, counted, change_date)
                values (?, ?, '', '', ?, false, ?)
                on conflict (id) do update set
                  state = excluded.state,
                  change_date = greatest(grants.change_date, excluded.change_date)
                where grants.change_date < excluded.change_date or excluded.state = 'REMOVED'\
                """,
                id,
                user.orElse(""),
                forGood ? "REMOVED" : "INACTIVE",
                at);
    }

    /**
     * An event that no reading ever confirmed does not count for ever: the next reading does,
     * unless it is older than the last reading or our last write.
     */
    public void doubt(Transaction transaction, String id, Instant eventAt) {
        Statements.update(
                transaction,
                "update grants set change_date = coalesce(greatest(read_at, written_at), 'epoch')"
                        + " where id = ? and change_date = ? and state <> 'REMOVED'",
                id,
                eventAt);
    }

    /** A full listing lacked it: it counts no more, until a reading shows it again. */
    public void absent(Transaction transaction, String id) {
        Statements.update(
                transaction,
                "update grants set state = 'ABSENT' where id = ? and state = 'ACTIVE'",
                id);
    }

    /** Whether a grant was read as of a time or later, or is gone for good. */
    public boolean isRead(Transaction transaction, String id, Instant at) {
        return Statements.first(
                        transaction,
                        "select 1 from grants where id = ? and (state = 'REMOVED' or read_at >= ?)",
                        row -> true,
                        id,
                        at)
                .isPresent();
    }

    private static Set<String> unconfirmed(Transaction transaction, String id) {
        return new HashSet<>(
                Statements.list(
                        transaction,
                        "select role_key from grant_roles where grant_id = ? and not confirmed",
                        row -> row.getString("role_key"),
                        id));
    }

    private static void replaceRoles(
            Transaction transaction,
            String id,
            Collection<String> roles,
            Collection<String> unconfirmed) {
        Statements.update(transaction, "delete from grant_roles where grant_id = ?", id);
        Statements.update(
                transaction,
                "insert into grant_roles (grant_id, role_key, confirmed)"
                        + " select ?, key, key <> all (?) from unnest(?::text[]) as key",
                id,
                unconfirmed,
                roles);
    }

    private static Known known(ResultSet row) throws SQLException {
        return new Known(
                row.getString("id"),
                new UserId(row.getString("user_id")),
                row.getString("state"),
                row.getBoolean("counted"),
                Statements.instant(row, "change_date"),
                Set.copyOf(Statements.strings(row, "roles")),
                lastWrite(row));
    }

    private static Optional<LastWrite> lastWrite(ResultSet row) throws SQLException {
        @Nullable Instant at = Statements.optionalInstant(row, "written_at");
        @Nullable Instant base = Statements.optionalInstant(row, "base_at");
        return at == null || base == null
                ? Optional.empty()
                : Optional.of(
                        new LastWrite(at, base, Set.copyOf(Statements.strings(row, "base_roles"))));
    }
}
