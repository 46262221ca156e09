// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.store;

import org.tuttlenetwork.lightweb.api.data.Sql;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.features.store.InstalledFeature.Source;
import org.tuttlenetwork.lightweb.features.store.InstalledFeature.State;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What each feature is, as committed. Stateless; the caller brings the transaction. */
public final class FeatureStore {
    private static final String SELECT =
            "select feature, version, previous, state, stopped_because, source, file, changed_by,"
                    + " changed_at from feature ";

    /** Serialises changes of what should run over all hosts until the transaction ends. */
    public void lock(Transaction transaction) {
        Sql.query(
                transaction,
                rows -> true,
                "select pg_advisory_xact_lock(hashtext('lightweb.features'))");
    }

    /** Makes a version that held its grace period what the feature is. */
    public void commit(Transaction transaction, Rollout rollout, Instant now) {
        Sql.update(
                transaction,
                """
                insert into feature (feature, version, previous, state, source, file, changed_by,
                    changed_at)
                values (?, ?, ?, 'ACTIVE', ?, ?, ?, ?)
                on conflict (feature) do update set version = excluded.version,
                    previous = case when feature.version = excluded.version then feature.previous
                        else feature.version end,
                    state = 'ACTIVE', stopped_because = '', source = excluded.source,
                    file = excluded.file, changed_by = excluded.changed_by,
                    changed_at = excluded.changed_at
                """,
                rollout.feature(),
                rollout.version(),
                rollout.previous().orElse(null),
                rollout.source().name(),
                rollout.file().orElse(null),
                rollout.actor(),
                now);
    }

    /**
     * Says that a feature should not run any more; its versions and data stay.
     *
     * @param because why a person must choose; empty where it is REMOVED
     */
    public void end(
            Transaction transaction,
            String feature,
            State state,
            String because,
            String actor,
            Instant now) {
        Sql.update(
                transaction,
                "update feature set state = ?, stopped_because = ?, changed_by = ?, changed_at = ?"
                        + " where feature = ?",
                state.name(),
                because,
                actor,
                now,
                feature);
    }

    /**
     * Stops a feature at a version that it cannot go back from by itself.
     *
     * @param because what happened, and what to choose from
     */
    public void stopAt(Transaction transaction, Rollout rollout, String because, Instant now) {
        commit(transaction, rollout, now);
        end(transaction, rollout.feature(), State.STOPPED, because, "host", now);
    }

    /** Forgets a feature that is removed; its versions go with it. */
    public void forget(Transaction transaction, String feature) {
        Sql.update(transaction, "delete from feature where feature = ?", feature);
    }

    /** Every feature that was ever installed, by id. */
    public List<InstalledFeature> all(Transaction transaction) {
        return Sql.query(transaction, FeatureStore::read, SELECT + "order by feature");
    }

    public Optional<InstalledFeature> find(Transaction transaction, String feature) {
        return Sql.one(transaction, FeatureStore::read, SELECT + "where feature = ?", feature);
    }

    private static InstalledFeature read(ResultSet rows) throws SQLException {
        return new InstalledFeature(
                rows.getString("feature"),
                rows.getString("version"),
                Optional.ofNullable(rows.getString("previous")),
                State.valueOf(rows.getString("state")),
                rows.getString("stopped_because"),
                Source.valueOf(rows.getString("source")),
                Optional.ofNullable(rows.getString("file")),
                rows.getString("changed_by"),
                rows.getTimestamp("changed_at").toInstant());
    }
}
