// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes.store;

import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;
import org.tuttlenetwork.lightweb.nodes.NodeRecord;
import org.tuttlenetwork.lightweb.nodes.NodeRecord.Beat;
import org.tuttlenetwork.lightweb.nodes.NodeRecord.Facts;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads and writes nodes in the transaction that it is handed. */
public final class NodeStore {
    private static final String COLUMNS =
            "id, jurisdiction, provider, declared_pools, state, public_key, endpoints, obfuscation,"
                + " capacity, agent_version, boot_id, config_version, applied_version, last_beat,"
                + " peers, load";

    /** Every node, by id. */
    public List<NodeRecord> all(Transaction transaction) {
        return Sql.query(
                transaction,
                "select " + COLUMNS + " from node order by id",
                statement -> {},
                NodeStore::node);
    }

    public Optional<NodeRecord> find(Transaction transaction, String id) {
        return Sql.query(
                        transaction,
                        "select " + COLUMNS + " from node where id = ?",
                        statement -> statement.setString(1, id),
                        NodeStore::node)
                .stream()
                .findFirst();
    }

    /** Locks a node's row, so that its versions grow one by one. */
    public Optional<NodeRecord> lock(Transaction transaction, String id) {
        return Sql.query(
                        transaction,
                        "select " + COLUMNS + " from node where id = ? for update",
                        statement -> statement.setString(1, id),
                        NodeStore::node)
                .stream()
                .findFirst();
    }

    public void add(Transaction transaction, Enrolment enrolment, Instant now) {
        Sql.update(
                transaction,
                "insert into node (id, jurisdiction, provider, declared_pools, state, enrolled_at)"
                        + " values (?, ?, ?, ?, 'ENROLLED', ?)",
                statement -> {
                    statement.setString(1, enrolment.nodeId());
                    statement.setString(2, enrolment.jurisdiction());
                    statement.setString(3, enrolment.provider());
                    statement.setString(4, join(enrolment.pools()));
                    statement.setTimestamp(5, Timestamp.from(now));
                });
    }

    public void register(Transaction transaction, String id, Facts facts) {
        Sql.update(
                transaction,
                """
                update node set public_key = ?, endpoints = ?, obfuscation = ?, capacity = ?, agent_version = ?,
                    boot_id = ?, state = case when state = 'ENROLLED' then 'REGISTERED' else state end
                where id = ?
                """,
                statement -> {
                    statement.setString(1, facts.publicKey());
                    statement.setString(2, String.join(",", facts.endpoints()));
                    statement.setString(3, String.join(",", facts.obfuscation()));
                    statement.setInt(4, facts.capacity());
                    statement.setString(5, facts.agentVersion());
                    statement.setString(6, facts.bootId());
                    statement.setString(7, id);
                });
    }

    public void setState(Transaction transaction, String id, NodeRecord.State state) {
        Sql.update(
                transaction,
                "update node set state = ? where id = ?",
                statement -> {
                    statement.setString(1, state.name());
                    statement.setString(2, id);
                });
    }

    public void beat(Transaction transaction, String id, long applied, Beat beat) {
        Sql.update(
                transaction,
                "update node set applied_version = ?, last_beat = ?, peers = ?, load = ? where id ="
                        + " ?",
                statement -> {
                    statement.setLong(1, applied);
                    statement.setTimestamp(2, Timestamp.from(beat.at()));
                    statement.setInt(3, beat.peers());
                    statement.setInt(4, beat.load());
                    statement.setString(5, id);
                });
    }

    /** The changes after a version, at most 1000; empty also where older ones were forgotten. */
    public List<Change> changes(Transaction transaction, String nodeId, long since) {
        return Sql.query(
                transaction,
                "select version, op, public_key, addresses from node_change where node_id = ? and"
                        + " version > ? order by version limit 1000",
                statement -> {
                    statement.setString(1, nodeId);
                    statement.setLong(2, since);
                },
                rows ->
                        new Change(
                                rows.getLong(1),
                                rows.getString(2),
                                rows.getString(3),
                                split(rows.getString(4))));
    }

    public List<Placement> placements(Transaction transaction, String nodeId) {
        return Sql.query(
                transaction,
                "select public_key, node_id, addresses from placement where node_id = ? order by"
                        + " public_key",
                statement -> statement.setString(1, nodeId),
                NodeStore::placement);
    }

    public void addEnrolment(
            Transaction transaction, Enrolment enrolment, String tokenSha256, String actor) {
        Sql.update(
                transaction,
                """
                insert into enrolment (token_sha256, node_id, jurisdiction, provider, pools, capabilities, expires_at, created_by)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                statement -> {
                    statement.setString(1, tokenSha256);
                    statement.setString(2, enrolment.nodeId());
                    statement.setString(3, enrolment.jurisdiction());
                    statement.setString(4, enrolment.provider());
                    statement.setString(5, join(enrolment.pools()));
                    statement.setString(6, "");
                    statement.setTimestamp(7, Timestamp.from(enrolment.expires()));
                    statement.setString(8, actor);
                });
    }

    /** Burns a token: of two that come at once exactly one gets the enrolment. */
    public Optional<Enrolment> burn(Transaction transaction, String tokenSha256, Instant now) {
        return Sql.query(
                        transaction,
                        "update enrolment set used_at = ? where token_sha256 = ? and used_at is"
                            + " null and expires_at > ? returning node_id, jurisdiction, provider,"
                            + " pools, expires_at",
                        statement -> {
                            statement.setTimestamp(1, Timestamp.from(now));
                            statement.setString(2, tokenSha256);
                            statement.setTimestamp(3, Timestamp.from(now));
                        },
                        rows ->
                                new Enrolment(
                                        rows.getString(1),
                                        rows.getString(2),
                                        rows.getString(3),
                                        pools(rows.getString(4)),
                                        rows.getTimestamp(5).toInstant()))
                .stream()
                .findFirst();
    }

    /** Whether a node's name was ever given out. */
    public boolean isTaken(Transaction transaction, String nodeId) {
        return !Sql.query(
                        transaction,
                        "select 1 from enrolment where node_id = ?",
                        statement -> statement.setString(1, nodeId),
                        rows -> rows.getInt(1))
                .isEmpty();
    }

    private static NodeRecord node(ResultSet rows) throws SQLException {
        String key = rows.getString(6);
        Timestamp heard = rows.getTimestamp(14);
        Optional<Facts> facts =
                key == null
                        ? Optional.empty()
                        : Optional.of(
                                new Facts(
                                        key,
                                        split(rows.getString(7)),
                                        split(rows.getString(8)),
                                        rows.getInt(9),
                                        rows.getString(10),
                                        rows.getString(11)));
        Optional<Beat> beat =
                heard == null
                        ? Optional.empty()
                        : Optional.of(
                                new Beat(heard.toInstant(), rows.getInt(15), rows.getInt(16)));
        return new NodeRecord(
                rows.getString(1),
                rows.getString(2),
                rows.getString(3),
                pools(rows.getString(4)),
                NodeRecord.State.valueOf(rows.getString(5)),
                facts,
                rows.getLong(12),
                rows.getLong(13),
                beat);
    }

    private static Placement placement(ResultSet rows) throws SQLException {
        return new Placement(rows.getString(1), rows.getString(2), split(rows.getString(3)));
    }

    private static String join(Set<PoolId> pools) {
        return pools.stream().map(PoolId::name).sorted().collect(Collectors.joining(","));
    }

    private static Set<PoolId> pools(String joined) {
        EnumSet<PoolId> pools = EnumSet.noneOf(PoolId.class);
        split(joined).forEach(name -> pools.add(PoolId.valueOf(name)));
        return pools;
    }

    private static List<String> split(String joined) {
        return joined.isEmpty() ? List.of() : Arrays.asList(joined.split(",", -1));
    }

    /**
     * A permission to enrol.
     *
     * @param nodeId the name that the node gets
     * @param jurisdiction where it stands
     * @param provider who runs the machine
     * @param pools where its operator wants it
     * @param expires until when
     */
    public record Enrolment(
            String nodeId,
            String jurisdiction,
            String provider,
            Set<PoolId> pools,
            Instant expires) {}

    /**
     * A peer on a node.
     *
     * @param publicKey its key
     * @param nodeId the node
     * @param addresses its addresses with their prefix lengths
     */
    public record Placement(String publicKey, String nodeId, List<String> addresses) {}

    /**
     * A change of a node's peers.
     *
     * @param version the configuration's version that it makes
     * @param op add or remove
     */
    public record Change(long version, String op, String publicKey, List<String> addresses) {}

    /** Statements with their errors translated, in the caller's transaction. */
    private static final class Sql {
        private Sql() {}

        static void update(Transaction transaction, String sql, Binder binder) {
            try (PreparedStatement statement = transaction.connection().prepareStatement(sql)) {
                binder.bind(statement);
                statement.executeUpdate();
            } catch (SQLException e) {
                throw new IllegalStateException("A statement on nodes failed", e);
            }
        }

        static <T> List<T> query(Transaction transaction, String sql, Binder binder, Row<T> row) {
            try (PreparedStatement statement = transaction.connection().prepareStatement(sql)) {
                binder.bind(statement);
                List<T> results = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        results.add(row.read(rows));
                    }
                }
                return results;
            } catch (SQLException e) {
                throw new IllegalStateException("A query on nodes failed", e);
            }
        }
    }

    @FunctionalInterface
    private interface Binder {
        void bind(PreparedStatement statement) throws SQLException;
    }

    @FunctionalInterface
    private interface Row<T> {
        T read(ResultSet rows) throws SQLException;
    }
}
