// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes.store;

import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.nodes.NodeHealth;
import org.tuttlenetwork.lightweb.nodes.SignOfLife;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Writes beats, any number in one statement. */
public final class BeatStore {
    // Instants travel as text, since an array of timestamps loses its zone. Rows are locked in the
    // order of their ids, so that two hosts never wait for each other. An older beat than the one
    // that is there changes nothing.
    private static final String BRING =
            """
            with told as (
                select * from unnest(?::text[], ?::text[]::timestamptz[], ?::text[], ?::bigint[], ?::integer[],
                    ?::integer[], ?::text[], ?::text[])
                    as t(id, at, boot_id, applied, peers, load, status, peer_set_hash)
            ), before as (
                select n.id, n.applied_version, n.last_beat is null or n.health <> 'UP' as away
                from node n where n.id in (select id from told) order by n.id for update
            )
            update node n
            set boot_id = case when t.boot_id = '' then n.boot_id else t.boot_id end,
                applied_version = t.applied, last_beat = t.at, health = 'UP', peers = t.peers, load = t.load,
                status = t.status, peer_set_hash = t.peer_set_hash
            from told t join before b on b.id = t.id
            where n.id = t.id and (n.last_beat is null or n.last_beat <= t.at)
            returning n.id, b.applied_version, t.applied, b.away
            """;

    /** Brings beats, at most one of each node, and says what they changed. */
    public List<Change> bring(Transaction transaction, List<Told> beats) {
        return Sql.query(
                transaction,
                BRING,
                statement -> {
                    bind(statement, 1, "text", beats, Told::nodeId);
                    bind(statement, 2, "text", beats, beat -> beat.at().toString());
                    bind(statement, 3, "text", beats, beat -> beat.sign().bootId());
                    bind(statement, 4, "bigint", beats, beat -> beat.sign().appliedVersion());
                    bind(statement, 5, "integer", beats, beat -> beat.sign().peers());
                    bind(statement, 6, "integer", beats, beat -> beat.sign().load());
                    bind(statement, 7, "text", beats, beat -> beat.sign().status());
                    bind(statement, 8, "text", beats, beat -> beat.sign().peerSetHash());
                },
                rows ->
                        new Change(
                                rows.getString(1),
                                rows.getLong(2),
                                rows.getLong(3),
                                rows.getBoolean(4)));
    }

    private static void bind(
            PreparedStatement statement,
            int index,
            String type,
            List<Told> beats,
            Function<Told, Object> value)
            throws SQLException {
        Array array =
                statement.getConnection().createArrayOf(type, beats.stream().map(value).toArray());
        statement.setArray(index, array);
    }

    /**
     * A beat that a host heard.
     *
     * @param at when
     */
    public record Told(String nodeId, Instant at, SignOfLife sign) {}

    /**
     * What a beat changed.
     *
     * @param before the version that was applied before
     * @param applied the version that is applied now
     * @param isBack whether the node was not {@link NodeHealth#UP} before
     */
    public record Change(String nodeId, long before, long applied, boolean isBack) {
        /** Whether more is applied than before. */
        public boolean isApplied() {
            return applied > before;
        }
    }
}
