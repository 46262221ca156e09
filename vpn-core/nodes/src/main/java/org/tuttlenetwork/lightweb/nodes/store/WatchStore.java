// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes.store;

import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.nodes.NodeHealth;
import org.tuttlenetwork.lightweb.nodes.Silence.Observed;
import org.tuttlenetwork.lightweb.nodes.Silence.Verdict;
import org.tuttlenetwork.lightweb.nodes.Watch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;

/** The watch over the nodes, and what it concludes. */
public final class WatchStore {
    private static final String SELECT =
            "select listening_since, swept_at, held, alarm_since from watch";

    public Watch find(Transaction transaction) {
        return Sql.query(transaction, SELECT, statement -> {}, WatchStore::watch).getFirst();
    }

    /** Lets this transaction sweep; empty where another one does. */
    public Optional<Watch> lock(Transaction transaction) {
        return Sql.query(
                        transaction,
                        SELECT + " for update skip locked",
                        statement -> {},
                        WatchStore::watch)
                .stream()
                .findFirst();
    }

    public void keep(Transaction transaction, Watch watch) {
        Sql.update(
                transaction,
                "update watch set listening_since = ?, swept_at = ?, held = ?, alarm_since = ?",
                statement -> {
                    statement.setTimestamp(1, Timestamp.from(watch.listeningSince()));
                    statement.setTimestamp(2, Timestamp.from(watch.sweptAt()));
                    statement.setInt(3, watch.alarm().map(Watch.Alarm::nodes).orElse(0));
                    statement.setTimestamp(
                            4,
                            watch.alarm()
                                    .map(Watch.Alarm::since)
                                    .map(Timestamp::from)
                                    .orElse(null));
                });
    }

    /** The nodes whose silence is judged. */
    public List<Observed> observed(Transaction transaction) {
        return Sql.query(
                transaction,
                "select id, health, last_beat, state = 'DRAINING' from node where last_beat is not"
                        + " null and state in ('REGISTERED', 'DRAINING') order by id",
                statement -> {},
                rows ->
                        new Observed(
                                rows.getString(1),
                                NodeHealth.valueOf(rows.getString(2)),
                                rows.getTimestamp(3).toInstant(),
                                rows.getBoolean(4)));
    }

    /**
     * Keeps a verdict.
     *
     * @return false where the node was heard of since it was observed
     */
    public boolean judge(Transaction transaction, Verdict verdict) {
        return !Sql.query(
                        transaction,
                        "update node set health = ? where id = ? and last_beat = ? returning 1",
                        statement -> {
                            statement.setString(1, verdict.health().name());
                            statement.setString(2, verdict.node().id());
                            statement.setTimestamp(3, Timestamp.from(verdict.node().heard()));
                        },
                        rows -> rows.getInt(1))
                .isEmpty();
    }

    private static Watch watch(ResultSet rows) throws SQLException {
        Timestamp since = rows.getTimestamp(4);
        return new Watch(
                rows.getTimestamp(1).toInstant(),
                rows.getTimestamp(2).toInstant(),
                since == null
                        ? Optional.empty()
                        : Optional.of(new Watch.Alarm(rows.getInt(3), since.toInstant())));
    }
}
