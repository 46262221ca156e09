// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.Directory;
import org.tuttlenetwork.lightweb.api.identity.Person;
import org.tuttlenetwork.lightweb.api.identity.RoleIntents;
import org.tuttlenetwork.lightweb.api.identity.RoleKey;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.persistence.testing.TestDatabase;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The directory as its contract says: a read without a transaction takes a connection of its own, a
 * removal masks at once, a grant counts once it is confirmed. Kept in PostgreSQL, so that it rolls
 * back with who asked.
 */
final class FakeIdentity implements Directory, RoleIntents {
    private final Database reads;
    private final Set<String> people = new TreeSet<>();

    /** Who is locked. */
    final Set<String> locked = new HashSet<>();

    boolean zitadelAnswers = true;
    boolean takesIntents = true;

    FakeIdentity(TestDatabase postgres, Database reads) throws SQLException {
        this.reads = reads;
        try (Connection connection = postgres.pool().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    create schema fake;
                    create table fake.role (user_id text, role_key text, confirmed boolean,
                        primary key (user_id, role_key));
                    create table fake.asked (id uuid primary key, what text);
                    grant usage on schema fake to public;
                    grant all on all tables in schema fake to public;
                    """);
        }
    }

    static UserId user(String name) {
        return new UserId(name);
    }

    void know(String... names) {
        people.addAll(List.of(names));
    }

    /** Zitadel confirms every grant that was asked for. */
    void confirm() {
        reads.write(tx -> update(tx, "update fake.role set confirmed = true"));
    }

    /** Somebody takes a role away in Zitadel's own console. */
    void takeAway(String user) {
        reads.write(tx -> update(tx, "delete from fake.role where user_id = ?", user));
    }

    /** Somebody gives a role in Zitadel's own console. */
    void grantInConsole(String user, RoleKey role) {
        reads.write(
                tx -> update(tx, "insert into fake.role values (?, ?, true)", user, role.value()));
    }

    List<String> asked() {
        return reads
                .read(
                        tx ->
                                rows(tx, "select what, '' from fake.asked order by what").stream()
                                        .toList())
                .stream()
                .map(row -> row[0])
                .toList();
    }

    @Override
    public UUID grant(Transaction tx, UserId user, RoleKey role, Reason reason) {
        update(
                tx,
                "insert into fake.role values (?, ?, false) on conflict do nothing",
                user.value(),
                role.value());
        return note(tx, "grant " + user + " " + role.value());
    }

    @Override
    public UUID revoke(Transaction tx, UserId user, RoleKey role, Reason reason) {
        update(
                tx,
                "delete from fake.role where user_id = ? and role_key = ?",
                user.value(),
                role.value());
        return note(tx, "revoke " + user + " " + role.value());
    }

    @Override
    public UUID define(Transaction tx, Map<RoleKey, String> roles, Reason reason) {
        return note(tx, "define " + roles.size());
    }

    @Override
    public UUID remove(Transaction tx, List<RoleKey> roles, Reason reason) {
        roles.forEach(role -> update(tx, "delete from fake.role where role_key = ?", role.value()));
        return note(tx, "remove " + roles.size());
    }

    private UUID note(Transaction tx, String what) {
        if (!takesIntents) {
            throw new LightWebException(ProblemType.UNAVAILABLE, "The intent is not stored.");
        }
        UUID id = UUID.randomUUID();
        update(tx, "insert into fake.asked values (?::uuid, ?)", id.toString(), what);
        return id;
    }

    @Override
    public Optional<Person> person(UserId user) {
        return people(List.of(user)).stream().findFirst();
    }

    @Override
    public List<Person> people(Collection<UserId> users) {
        return users.stream()
                .map(
                        user ->
                                new Person(
                                        user,
                                        user.value(),
                                        user.value(),
                                        "en",
                                        !locked.contains(user.value())))
                .toList();
    }

    @Override
    public Optional<Person> findByLogin(String login) {
        return people.contains(login) ? person(user(login)) : Optional.empty();
    }

    @Override
    public Optional<Person> findById(UserId user) {
        return person(user);
    }

    @Override
    public Set<RoleKey> roles(UserId user) {
        Set<RoleKey> roles = new HashSet<>();
        reads.read(tx -> rows(tx, HELD + " and user_id = ?", user.value()))
                .forEach(row -> roles.add(new RoleKey(row[1])));
        return roles;
    }

    @Override
    public Map<UserId, Set<RoleKey>> holders(String prefix) {
        return reads.read(tx -> holders(tx, prefix));
    }

    @Override
    public Map<UserId, Set<RoleKey>> holders(Transaction transaction, String prefix) {
        Map<UserId, Set<RoleKey>> holders = new HashMap<>();
        for (String[] row : rows(transaction, HELD + " and starts_with(role_key, ?)", prefix)) {
            holders.computeIfAbsent(user(row[0]), _ -> new HashSet<>()).add(new RoleKey(row[1]));
        }
        return holders;
    }

    private static final String HELD = "select user_id, role_key from fake.role where confirmed";

    @Override
    public boolean isInUse(Collection<RoleKey> roles) {
        if (!zitadelAnswers) {
            throw new LightWebException(ProblemType.UNAVAILABLE, "Zitadel does not answer.");
        }
        return roles.stream()
                .anyMatch(
                        role ->
                                !reads.read(
                                                tx ->
                                                        rows(
                                                                tx,
                                                                HELD + " and role_key = ?",
                                                                role.value()))
                                        .isEmpty());
    }

    private static List<String[]> rows(Transaction tx, String sql, String... values) {
        try (PreparedStatement statement = tx.connection().prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            List<String[]> rows = new java.util.ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(new String[] {result.getString(1), result.getString(2)});
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int update(Transaction tx, String sql, String... values) {
        try (PreparedStatement statement = tx.connection().prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
