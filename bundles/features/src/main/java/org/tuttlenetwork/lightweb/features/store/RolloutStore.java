// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.store;

import org.tuttlenetwork.lightweb.api.data.Sql;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.features.store.InstalledFeature.Source;
import org.tuttlenetwork.lightweb.features.store.Rollout.Action;
import org.tuttlenetwork.lightweb.features.store.Rollout.Phase;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The versions that are on their way. Stateless; the caller brings the transaction. */
public final class RolloutStore {
    private static final String SELECT =
            "select id, feature, version, previous, action, phase, host, crashes, actor, source,"
                    + " file, brought, resumed, until from rollout ";

    /**
     * Begins one.
     *
     * @return false where another is under way for the same feature; then nothing is changed
     */
    public boolean begin(Transaction transaction, Rollout rollout) {
        return Sql.update(
                        transaction,
                        "insert into rollout (id, feature, version, previous, action, phase, host,"
                                + " crashes, actor, source, file, brought, resumed, until)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                + " on conflict do nothing",
                        rollout.id(),
                        rollout.feature(),
                        rollout.version(),
                        rollout.previous().orElse(null),
                        rollout.action().name(),
                        rollout.phase().name(),
                        rollout.host(),
                        rollout.crashes(),
                        rollout.actor(),
                        rollout.source().name(),
                        rollout.file().orElse(null),
                        rollout.brought(),
                        rollout.resumed(),
                        rollout.until())
                == 1;
    }

    /**
     * Moves one on.
     *
     * @return false where it is not there any more, or not in the phase before
     */
    public boolean advance(Transaction transaction, UUID id, Phase from, Phase to, Instant until) {
        return Sql.update(
                        transaction,
                        "update rollout set phase = ?, until = ? where id = ? and phase = ?",
                        to.name(),
                        until,
                        id,
                        from.name())
                == 1;
    }

    /** Notes that the host which tried it, or waits to, was started, and lets it begin. */
    public void resume(Transaction transaction, UUID id, Instant until) {
        Sql.update(
                transaction,
                "update rollout set phase = 'STARTING', crashes = crashes + 1, resumed = resumed"
                        + " or phase = 'TRYING', until = ? where id = ?",
                until,
                id);
    }

    /** Takes back in advance that a host which stops in an orderly way is resumed. */
    public void paused(Transaction transaction, UUID host) {
        Sql.update(
                transaction,
                "update rollout set crashes = case phase when 'STARTING' then -1 else crashes - 1"
                        + " end where host = ? and phase in ('STARTING', 'TRYING')",
                host);
    }

    /**
     * Ends one.
     *
     * @return false where it was ended already
     */
    public boolean end(Transaction transaction, UUID id) {
        return Sql.update(transaction, "delete from rollout where id = ?", id) == 1;
    }

    public Optional<Rollout> find(Transaction transaction, String feature) {
        return Sql.one(transaction, RolloutStore::read, SELECT + "where feature = ?", feature);
    }

    /** All that are under way, by feature. */
    public List<Rollout> all(Transaction transaction) {
        return Sql.query(transaction, RolloutStore::read, SELECT + "order by feature");
    }

    private static Rollout read(ResultSet rows) throws SQLException {
        return new Rollout(
                rows.getObject("id", UUID.class),
                rows.getString("feature"),
                rows.getString("version"),
                Optional.ofNullable(rows.getString("previous")),
                Action.valueOf(rows.getString("action")),
                Phase.valueOf(rows.getString("phase")),
                rows.getObject("host", UUID.class),
                rows.getInt("crashes"),
                rows.getString("actor"),
                Source.valueOf(rows.getString("source")),
                Optional.ofNullable(rows.getString("file")),
                rows.getBoolean("brought"),
                rows.getBoolean("resumed"),
                rows.getTimestamp("until").toInstant());
    }
}
