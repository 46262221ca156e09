// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity.store;

import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.identity.zitadel.ProjectRole;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The roles of the project. */
public final class ProjectRoles {
    /** Keys of roles that are there. */
    public Set<String> present(Transaction transaction) {
        return keys(transaction, "select role_key from project_roles where not removed");
    }

    /** Keys of roles that were removed: no write carries them. */
    public Set<String> removed(Transaction transaction) {
        return keys(transaction, "select role_key from project_roles where removed");
    }

    /** Keys of roles that are there, known for a time before the given one. */
    public Set<String> presentBefore(Transaction transaction, Instant time) {
        return new HashSet<>(
                Statements.list(
                        transaction,
                        "select role_key from project_roles where not removed and changed_at < ?",
                        row -> row.getString("role_key"),
                        time));
    }

    /** Stores a reading; one from before a removal changes nothing. */
    public void store(Transaction transaction, ProjectRole role) {
        Statements.update(
                transaction,
                """
                insert into project_roles (role_key, display_name, changed_at) values (?, ?, ?)
                on conflict (role_key) do update set
                  display_name = excluded.display_name,
                  changed_at = greatest(project_roles.changed_at, excluded.changed_at),
                  removed = false
                where project_roles.changed_at <= excluded.changed_at
                   or not project_roles.removed\
                """,
                role.key(),
                role.displayName(),
                role.changed());
    }

    /**
     * Removes roles, unless they are known for a later time. Zitadel takes them out of all grants.
     *
     * @return whose roles may have changed
     */
    public List<String> remove(Transaction transaction, Collection<String> keys, Instant at) {
        Statements.update(
                transaction,
                """
                insert into project_roles (role_key, display_name, changed_at, removed)
                select key, key, ?, true from unnest(?::text[]) as key
                on conflict (role_key) do update set removed = true, changed_at = excluded.changed_at
                where project_roles.changed_at < excluded.changed_at\
                """,
                at,
                keys);
        return cutFromGrants(transaction, keys);
    }

    /** A full listing lacked it: it counts no more, until a reading shows it again. */
    public void absent(Transaction transaction, String key) {
        Statements.update(
                transaction, "update project_roles set removed = true where role_key = ?", key);
        cutFromGrants(transaction, List.of(key));
    }

    private static List<String> cutFromGrants(Transaction transaction, Collection<String> keys) {
        return Statements.list(
                transaction,
                """
                with gone as (
                  delete from grant_roles r using project_roles p
                  where p.role_key = r.role_key and p.removed and r.role_key = any (?)
                  returning r.grant_id)
                select distinct user_id from grants where id in (select grant_id from gone)\
                """,
                row -> row.getString("user_id"),
                keys);
    }

    /** Whether a role is known as of a time or later. */
    public boolean isAsNewAs(Transaction transaction, String key, Instant at) {
        return Statements.first(
                        transaction,
                        "select 1 from project_roles where role_key = ? and changed_at >= ?",
                        row -> true,
                        key,
                        at)
                .isPresent();
    }

    /** Whose grants hold one of some roles. */
    public List<String> holders(Transaction transaction, Collection<String> keys) {
        return Statements.list(
                transaction,
                """
                select distinct g.user_id from grants g join grant_roles r on r.grant_id = g.id
                where r.role_key = any (?)\
                """,
                row -> row.getString("user_id"),
                keys);
    }

    private static Set<String> keys(Transaction transaction, String sql) {
        return new HashSet<>(Statements.list(transaction, sql, row -> row.getString("role_key")));
    }
}
