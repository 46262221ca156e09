// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.journal;

import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.journal.Journal;
import org.tuttlenetwork.lightweb.api.journal.JournalEntry;
import org.tuttlenetwork.lightweb.api.journal.JournalFilter;
import org.tuttlenetwork.lightweb.api.journal.JournalNote;
import org.tuttlenetwork.lightweb.api.journal.JournalQuery;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import javax.sql.DataSource;

/** Reads the journal's table; what is written comes by {@code lightweb.journal}. */
public final class PostgresJournal implements Journal {
    private final DataSource pool;

    /**
     * @param pool connections of nobody in particular
     */
    public PostgresJournal(DataSource pool) {
        this.pool = pool;
    }

    @Override
    public List<JournalEntry> read(JournalQuery query) {
        Conditions conditions = Conditions.of(query);
        try (Connection connection = pool.getConnection();
                PreparedStatement select = connection.prepareStatement(conditions.sql())) {
            int next = 1;
            for (Object value : conditions.values) {
                select.setObject(next++, value);
            }
            select.setInt(next, query.limit());
            List<JournalEntry> entries = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    entries.add(entry(rows));
                }
            }
            return entries;
        } catch (SQLException e) {
            throw new LightWebException(
                    ProblemType.UNAVAILABLE,
                    "The journal cannot be read now. Try again in a moment.",
                    e);
        }
    }

    @Override
    public void each(JournalQuery query, Consumer<JournalEntry> consumer) {
        List<JournalEntry> page = read(query);
        page.forEach(consumer);
        while (page.size() == query.limit()) {
            page = read(query.after(page.getLast()));
            page.forEach(consumer);
        }
    }

    private static JournalEntry entry(ResultSet rows) throws SQLException {
        return new JournalEntry(
                rows.getLong("number"),
                rows.getTimestamp("at").toInstant(),
                // A role has underscores where its feature has dashes.
                rows.getString("feature").replace('_', '-'),
                new JournalNote(
                        rows.getString("scope"),
                        Optional.ofNullable(rows.getString("actor")).map(UserId::new),
                        rows.getString("action"),
                        rows.getString("object"),
                        Optional.ofNullable(rows.getString("before")),
                        Optional.ofNullable(rows.getString("after")),
                        rows.getString("request_id")));
    }

    /** What is asked for as SQL: only what is given, so that an index is used. */
    private static final class Conditions {
        private final StringBuilder where = new StringBuilder();
        private final List<Object> values = new ArrayList<>();

        static Conditions of(JournalQuery query) {
            JournalFilter filter = query.filter();
            Conditions all = new Conditions();
            all.add("scope = ?", query.scope());
            all.add("number < ?", query.before());
            filter.action().ifPresent(begin -> all.add("starts_with(action, ?)", begin));
            filter.actor().ifPresent(actor -> all.add("actor = ?", actor.value()));
            filter.object().ifPresent(object -> all.add("object = ?", object));
            filter.from()
                    .map(Instant::toString)
                    .ifPresent(at -> all.add("at >= ?::timestamptz", at));
            filter.to().map(Instant::toString).ifPresent(at -> all.add("at < ?::timestamptz", at));
            return all;
        }

        private void add(String condition, Object value) {
            where.append(where.isEmpty() ? " where " : " and ").append(condition);
            values.add(value);
        }

        String sql() {
            return "select number, at, feature, scope, actor, action, object, before, after,"
                    + " request_id from lightweb.journal"
                    + where
                    + " order by number desc limit ?";
        }
    }
}
