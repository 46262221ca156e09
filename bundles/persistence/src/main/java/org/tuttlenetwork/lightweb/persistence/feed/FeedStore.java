// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.feed;

import org.tuttlenetwork.lightweb.api.feed.FeedEntry;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

import javax.sql.DataSource;

/** The feed's tables. */
public final class FeedStore {
    private final DataSource pool;

    public FeedStore(DataSource pool) {
        this.pool = pool;
    }

    /**
     * Numbers the committed entries that have no number yet. One host at a time does it, so that a
     * number, once seen, is never followed by a smaller one; an open transaction holds nobody up,
     * since its rows cannot be seen yet. Entries of one key keep their order: a second transaction
     * on the same thing can only commit after the first.
     *
     * @return how many
     */
    int number() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement lock =
                            connection.prepareStatement(
                                    "select pg_advisory_xact_lock(hashtext('lightweb.feed'))");
                    PreparedStatement update =
                            connection.prepareStatement(
                                    """
                                    with fresh as (
                                        select id from lightweb.feed where number is null order by id limit 10000
                                    ), numbered as (
                                        select id, nextval('lightweb.feed_number') as number from (select id from fresh order by id) f
                                    )
                                    update lightweb.feed f set number = n.number from numbered n where f.id = n.id
                                    """);
                    PreparedStatement tell =
                            connection.prepareStatement(
                                    "select pg_notify('lightweb_feed_numbered', '')")) {
                lock.execute();
                int count = update.executeUpdate();
                if (count > 0) {
                    tell.execute();
                }
                connection.commit();
                return count;
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    long latest() throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                "select greatest(coalesce(max(number), 0), (select up_to from"
                                        + " lightweb.feed_removed)) from lightweb.feed");
                ResultSet rows = select.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    List<FeedEntry> after(long after, Set<String> topics, int limit) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            requireKept(connection, after);
            String sql =
                    "select number, topic, key, payload::text, at from lightweb.feed where number >"
                            + " ?"
                            + (topics.isEmpty() ? "" : " and topic = any(?)")
                            + " order by number limit ?";
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                int next = 1;
                select.setLong(next++, after);
                if (!topics.isEmpty()) {
                    select.setArray(next++, connection.createArrayOf("text", topics.toArray()));
                }
                select.setInt(next, limit);
                List<FeedEntry> entries = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        entries.add(
                                new FeedEntry(
                                        rows.getLong(1),
                                        rows.getString(2),
                                        rows.getString(3),
                                        rows.getString(4),
                                        rows.getTimestamp(5).toInstant()));
                    }
                }
                return entries;
            }
        }
    }

    private static void requireKept(Connection connection, long after) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("select up_to from lightweb.feed_removed");
                ResultSet rows = select.executeQuery()) {
            rows.next();
            if (after > 0 && after < rows.getLong(1)) {
                throw new LightWebException(
                        ProblemType.GONE,
                        "Changes since this position are no longer kept. Fetch everything anew.");
            }
        }
    }

    /** Removes numbered entries older than some days. */
    public void forgetOlderThan(int days) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement(
                                """
                                with gone as (
                                    delete from lightweb.feed where number is not null and at < now() - make_interval(days => ?)
                                    returning number
                                )
                                update lightweb.feed_removed set up_to = greatest(up_to, coalesce((select max(number) from gone), 0))
                                """)) {
            delete.setInt(1, days);
            delete.executeUpdate();
        }
    }

    /** Where a consumer stands; empty before its first entry. */
    OptionalLong cursor(String consumer) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                "select number from lightweb.feed_cursor where consumer = ?")) {
            select.setString(1, consumer);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    void moveCursor(String consumer, long number) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement upsert =
                        connection.prepareStatement(
                                "insert into lightweb.feed_cursor (consumer, number) values (?, ?)"
                                        + " on conflict (consumer) do update set number ="
                                        + " excluded.number")) {
            upsert.setString(1, consumer);
            upsert.setLong(2, number);
            upsert.executeUpdate();
        }
    }
}
