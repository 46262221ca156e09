// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.restored;

import org.tuttlenetwork.lightweb.api.data.Restoration;
import org.tuttlenetwork.lightweb.api.data.RestoreBrake;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

/**
 * The brake as rows of the platform's schema, so that it holds on every host and after each start.
 * A restore is made while no host runs: a host that found none at its start never asks again.
 */
public final class PostgresRestoreBrake implements RestoreBrake {
    private final DataSource pool;
    private volatile boolean over;

    /**
     * @param pool connections of nobody in particular
     */
    public PostgresRestoreBrake(DataSource pool) {
        this.pool = pool;
    }

    /** Writes down that what a transaction brings is an older state. */
    public static void hold(Connection connection, Instant restored, Instant made)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into lightweb.restoration (id, restored_at, made_at) values (?,"
                                + " ?::timestamptz, ?::timestamptz)")) {
            insert.setObject(1, UUID.randomUUID());
            insert.setString(2, restored.toString());
            insert.setString(3, made.toString());
            insert.executeUpdate();
        }
    }

    @Override
    public Optional<Restoration> held() {
        if (over) {
            return Optional.empty();
        }
        Optional<Restoration> held = query(PostgresRestoreBrake::read);
        over = held.isEmpty();
        return held;
    }

    private static Optional<Restoration> read(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement(
                                "select id, restored_at, made_at from lightweb.restoration where"
                                        + " released_at is null order by restored_at desc limit 1");
                ResultSet rows = select.executeQuery()) {
            return rows.next()
                    ? Optional.of(
                            new Restoration(
                                    rows.getObject(1, UUID.class),
                                    rows.getTimestamp(2).toInstant(),
                                    rows.getTimestamp(3).toInstant()))
                    : Optional.empty();
        }
    }

    @Override
    public String join(String part, String json) {
        UUID id =
                held().orElseThrow(() -> new IllegalStateException("No restore is held now")).id();
        return query(
                connection -> {
                    try (PreparedStatement insert =
                                    connection.prepareStatement(
                                            "insert into lightweb.restoration_part (restoration_id,"
                                                    + " part, found) values (?, ?, ?::jsonb) on"
                                                    + " conflict do nothing");
                            PreparedStatement select =
                                    connection.prepareStatement(
                                            "select found::text from lightweb.restoration_part"
                                                    + " where restoration_id = ? and part = ?")) {
                        insert.setObject(1, id);
                        insert.setString(2, part);
                        insert.setString(3, json);
                        insert.executeUpdate();
                        select.setObject(1, id);
                        select.setString(2, part);
                        try (ResultSet rows = select.executeQuery()) {
                            rows.next();
                            return rows.getString(1);
                        }
                    }
                });
    }

    @Override
    public void report(String part, List<String> held) {
        Optional<Restoration> restoration = held();
        if (restoration.isEmpty()) {
            return;
        }
        query(
                connection -> {
                    try (PreparedStatement update =
                            connection.prepareStatement(
                                    "update lightweb.restoration_part set held = ? where"
                                        + " restoration_id = ? and part = ? and held is distinct"
                                        + " from ?")) {
                        Array words =
                                connection.createArrayOf(
                                        "text", held.stream().sorted().toArray(String[]::new));
                        update.setArray(1, words);
                        update.setObject(2, restoration.get().id());
                        update.setString(3, part);
                        update.setArray(4, words);
                        return update.executeUpdate();
                    }
                });
    }

    /** What an administrator is shown; empty where nothing is held. */
    public Optional<HeldRestore> show() {
        return held().map(held -> query(connection -> show(connection, held)));
    }

    private static HeldRestore show(Connection connection, Restoration held) throws SQLException {
        List<HeldRestore.Part> parts = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select part, held from lightweb.restoration_part where restoration_id = ?"
                                + " order by part for share")) {
            select.setObject(1, held.id());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Array words = rows.getArray(2);
                    parts.add(
                            new HeldRestore.Part(
                                    rows.getString(1),
                                    words != null,
                                    words == null
                                            ? List.of()
                                            : List.of((String[]) words.getArray())));
                }
            }
        }
        return new HeldRestore(held, parts);
    }

    /**
     * Lets go of the brake.
     *
     * @param seen what the administrator was shown, by its {@link HeldRestore#seen()}
     * @throws LightWebException NOT_FOUND where nothing is held, CONFLICT where it is not what is
     *     held now, or a part has not reported yet; the brake holds on then
     */
    public void release(String actor, String seen, Instant now) {
        Restoration held =
                held().orElseThrow(() -> LightWebException.notFound("No restore is held."));
        query(
                connection -> {
                    connection.setAutoCommit(false);
                    try {
                        HeldRestore shown = show(connection, held);
                        shown.requireComplete();
                        if (!shown.seen().equals(seen)) {
                            throw LightWebException.conflict(
                                    "What is held is not what you have seen any more. Nothing was"
                                            + " released. Look again, and release that.");
                        }
                        int released = released(connection, actor, seen, now);
                        connection.commit();
                        return released;
                    } finally {
                        connection.rollback();
                        connection.setAutoCommit(true);
                    }
                });
    }

    private static int released(Connection connection, String actor, String seen, Instant now)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update lightweb.restoration set released_at = ?::timestamptz, released_by"
                                + " = ?, released_seen = ? where released_at is null")) {
            update.setString(1, now.toString());
            update.setString(2, actor);
            update.setString(3, seen);
            return update.executeUpdate();
        }
    }

    private <T> T query(Query<T> query) {
        try (Connection connection = pool.getConnection()) {
            return query.run(connection);
        } catch (SQLException e) {
            throw new LightWebException(
                    ProblemType.UNAVAILABLE,
                    "The database does not answer now. Nothing was released. Try again in a"
                            + " moment.",
                    e);
        }
    }

    @FunctionalInterface
    private interface Query<T> {
        T run(Connection connection) throws SQLException;
    }
}
