// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity.store;

import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.Person;
import org.tuttlenetwork.lightweb.api.identity.RoleKey;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.identity.zitadel.ZitadelUser;

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
import java.util.TreeMap;

/** People and their effective roles (DECISIONS 1.6). */
public final class People {
    private static final String SELECT =
            "select id, display_name, login_name, language, state from users ";

    public Optional<Person> find(Transaction transaction, UserId user) {
        return Statements.first(transaction, SELECT + "where id = ?", People::person, user.value());
    }

    public List<Person> find(Transaction transaction, Collection<UserId> users) {
        return Statements.list(
                transaction,
                SELECT + "where id = any (?) order by display_name, id",
                People::person,
                users);
    }

    /** An active person of exactly this login name, apart from case. */
    public Optional<Person> byLogin(Transaction transaction, String login) {
        return Statements.first(
                transaction,
                SELECT + "where lower(login_name) = lower(?) and state in ('ACTIVE', 'INITIAL')",
                People::person,
                login);
    }

    /** Everybody who is known, for a time before the given one, and not deleted. */
    public List<UserId> knownBefore(Transaction transaction, Instant time) {
        return Statements.list(
                transaction,
                "select id from users where state <> 'DELETED' and state_at < ? order by id",
                row -> new UserId(row.getString("id")),
                time);
    }

    /** Stores what Zitadel tells, unless the state is known for a later time. */
    public void store(Transaction transaction, ZitadelUser user) {
        Statements.update(
                transaction,
                """
                insert into users (id, display_name, login_name, language, state, state_at)
                values (?, ?, ?, ?, ?, ?)
                on conflict (id) do update set
                  display_name = excluded.display_name,
                  login_name = excluded.login_name,
                  language = excluded.language,
                  state = excluded.state,
                  state_at = excluded.state_at
                where users.state_at <= excluded.state_at\
                """,
                user.id().value(),
                user.displayName(),
                user.loginName(),
                user.language(),
                user.state().name(),
                user.changed());
    }

    /** Takes a user's standing away, unless it is known for a later time. */
    public void cut(Transaction transaction, String userId, String state, Instant at) {
        Statements.update(
                transaction,
                "update users set state = ?, state_at = ? where id = ? and state_at < ?",
                state,
                at,
                userId,
                at);
    }

    /** An event that no reading ever confirmed does not count for ever: the next reading does. */
    public void doubt(Transaction transaction, String userId, Instant eventAt) {
        Statements.update(
                transaction,
                "update users set state_at = 'epoch' where id = ? and state_at = ?",
                userId,
                eventAt);
    }

    /** Zitadel shows this user no more: counts until a reading shows them again. */
    public void absent(Transaction transaction, String userId) {
        Statements.update(transaction, "update users set state = 'DELETED' where id = ?", userId);
    }

    /** Whether a user is known as of a time or later. */
    public boolean isAsNewAs(Transaction transaction, String userId, Instant at) {
        return Statements.first(
                        transaction,
                        "select 1 from users where id = ? and state_at >= ?",
                        row -> true,
                        userId,
                        at)
                .isPresent();
    }

    public Set<RoleKey> roles(Transaction transaction, UserId user) {
        return new HashSet<>(
                Statements.list(
                        transaction,
                        "select role_key from effective_roles where user_id = ?",
                        row -> new RoleKey(row.getString("role_key")),
                        user.value()));
    }

    /** Effective roles with a prefix, by user. */
    public Map<UserId, Set<RoleKey>> holders(Transaction transaction, String prefix) {
        return byUser(
                transaction,
                "select user_id, role_key from effective_roles where role_key like ?",
                prefix.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%");
    }

    /** Effective roles with a prefix, by user, in the transaction of any feature. */
    public Map<UserId, Set<RoleKey>> holdersFor(Transaction transaction, String prefix) {
        return byUser(
                transaction, "select user_id, role_key from identity.holders(?) as held", prefix);
    }

    /** Effective roles of some users; users without any are left out. */
    public Map<UserId, Set<RoleKey>> rolesOf(Transaction transaction, Collection<String> users) {
        return byUser(
                transaction,
                "select user_id, role_key from effective_roles where user_id = any (?)",
                users);
    }

    private static Map<UserId, Set<RoleKey>> byUser(
            Transaction transaction, String sql, Object value) {
        record Held(UserId user, RoleKey role) {}
        Map<UserId, Set<RoleKey>> holders = new HashMap<>();
        Statements.list(
                        transaction,
                        sql,
                        row ->
                                new Held(
                                        new UserId(row.getString("user_id")),
                                        new RoleKey(row.getString("role_key"))),
                        value)
                .forEach(
                        held ->
                                holders.computeIfAbsent(held.user, user -> new HashSet<>())
                                        .add(held.role));
        return holders;
    }

    /** How many people have each of some roles now; roles that nobody has are left out. */
    public Map<String, Integer> count(Transaction transaction, Collection<String> roles) {
        Map<String, Integer> counts = new HashMap<>();
        Statements.list(
                transaction,
                """
                select role_key, count(distinct user_id) as people from effective_roles
                where role_key = any (?) group by role_key\
                """,
                row -> counts.put(row.getString("role_key"), row.getInt("people")),
                roles);
        return counts;
    }

    /** How many grants give a role of each island. */
    public Map<String, Integer> holdersByIsland(Transaction transaction) {
        Map<String, Integer> counts = new TreeMap<>();
        holders(transaction, "island:")
                .values()
                .forEach(
                        roles -> {
                            Set<String> slugs = new HashSet<>();
                            roles.forEach(
                                    role -> role.island().ifPresent(i -> slugs.add(i.slug())));
                            slugs.forEach(slug -> counts.merge(slug, 1, Integer::sum));
                        });
        return counts;
    }

    private static Person person(ResultSet row) throws SQLException {
        return new Person(
                new UserId(row.getString("id")),
                row.getString("display_name"),
                row.getString("login_name"),
                row.getString("language"),
                ZitadelUser.State.valueOf(row.getString("state")).isUsable());
    }
}
