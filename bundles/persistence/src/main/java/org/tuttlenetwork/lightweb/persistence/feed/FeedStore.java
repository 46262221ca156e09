// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.feed;

import org.tuttlenetwork.lightweb.api.feed.FeedEntry;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
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
     * since its rows cannot be seen yet.
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

    /** The number of the newest entry, also where it was removed since. */
    long latest() throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                """
                                select greatest((select coalesce(max(number), 0) from lightweb.feed),
                                                (select coalesce(max(up_to), 0) from lightweb.feed_forgotten))
                                """);
                ResultSet rows = select.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /**
     * @throws LightWebException of type GONE where entries after the position were removed
     */
    List<FeedEntry> after(long after, Set<String> topics, int limit) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            List<FeedEntry> entries = select(connection, after, topics, limit);
            // Looked at after the entries: what is removed in between must not go unnoticed.
            if (after > 0 && after < forgotten(connection, topics)) {
                throw new LightWebException(
                        ProblemType.GONE,
                        "Changes since this position are no longer kept. Fetch everything anew.");
            }
            return entries;
        }
    }

    private static List<FeedEntry> select(
            Connection connection, long after, Set<String> topics, int limit) throws SQLException {
        String sql =
                "select number, topic, key, payload::text, at from lightweb.feed where number > ?"
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

    /** Up to which number entries of these topics (empty for all) may have been removed. */
    long forgotten(Set<String> topics) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return forgotten(connection, topics);
        }
    }

    private static long forgotten(Connection connection, Set<String> topics) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        select coalesce(max(up_to), 0) from lightweb.feed_forgotten
                        where cardinality(?::text[]) = 0
                           or exists (select from unnest(?::text[]) asked where starts_with(asked, topics))
                        """)) {
            Array asked = connection.createArrayOf("text", topics.toArray());
            select.setArray(1, asked);
            select.setArray(2, asked);
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /** Removes the numbered entries before the first one that is younger than this. */
    void forgetAll(Duration age) throws SQLException {
        forget(
                """
                with kept as (
                    select min(number) as first from lightweb.feed where number is not null and at >= ?
                ), gone as (
                    delete from lightweb.feed using kept
                    where number is not null and (kept.first is null or number < kept.first)
                    returning number
                )
                insert into lightweb.feed_forgotten (topics, up_to)
                select ?, max(number) from gone having max(number) is not null
                on conflict (topics) do update set up_to = greatest(feed_forgotten.up_to, excluded.up_to)
                """,
                age,
                "");
    }

    /** Removes the numbered entries older than this of topics that begin so. */
    void forgetTopics(String prefix, Duration age) throws SQLException {
        forget(
                """
                with gone as (
                    delete from lightweb.feed where number is not null and at < ? and starts_with(topic, ?)
                    returning number
                )
                insert into lightweb.feed_forgotten (topics, up_to)
                select ?, max(number) from gone having max(number) is not null
                on conflict (topics) do update set up_to = greatest(feed_forgotten.up_to, excluded.up_to)
                """,
                age,
                prefix,
                prefix);
    }

    private void forget(String sql, Duration age, String... arguments) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setTimestamp(1, java.sql.Timestamp.from(Instant.now().minus(age)));
            for (int i = 0; i < arguments.length; i++) {
                delete.setString(i + 2, arguments[i]);
            }
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
