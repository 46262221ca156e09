// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes.store;

import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;
import org.tuttlenetwork.lightweb.nodes.CertifiedKey;
import org.tuttlenetwork.lightweb.nodes.NodeHealth;
import org.tuttlenetwork.lightweb.nodes.NodeRecord;
import org.tuttlenetwork.lightweb.nodes.NodeRecord.Beat;
import org.tuttlenetwork.lightweb.nodes.NodeRecord.Capabilities;
import org.tuttlenetwork.lightweb.nodes.NodeRecord.Facts;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
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
                + " peers, load, status, peer_set_hash, health, openvpn, multihop_port, engine";

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

    public void add(Transaction transaction, EnrolmentStore.Enrolment enrolment, Instant now) {
        Sql.update(
                transaction,
                "insert into node (id, jurisdiction, provider, declared_pools, state, enrolled_at,"
                        + " obfuscation, openvpn, multihop_port, engine) values (?, ?, ?, ?,"
                        + " 'ENROLLED', ?, ?, ?, ?, ?)",
                statement -> {
                    statement.setString(1, enrolment.nodeId());
                    statement.setString(2, enrolment.jurisdiction());
                    statement.setString(3, enrolment.provider());
                    statement.setString(4, join(enrolment.pools()));
                    statement.setTimestamp(5, Timestamp.from(now));
                    bind(statement, 6, enrolment.capabilities());
                });
    }

    /** Four parameters: obfuscation, openvpn, multihop_port, engine. */
    static void bind(PreparedStatement statement, int first, Capabilities capabilities)
            throws SQLException {
        statement.setString(first, String.join(",", capabilities.obfuscation()));
        statement.setBoolean(first + 1, capabilities.openvpn());
        statement.setObject(first + 2, capabilities.multihopPort().orElse(null), Types.INTEGER);
        statement.setString(first + 3, capabilities.engine());
    }

    public void register(Transaction transaction, String id, Facts facts) {
        Sql.update(
                transaction,
                """
                update node set public_key = ?, endpoints = ?, obfuscation = ?, openvpn = ?, multihop_port = ?, engine = ?,
                    capacity = ?, agent_version = ?, boot_id = ?, state = case when state = 'ENROLLED' then 'REGISTERED' else state end
                where id = ?
                """,
                statement -> {
                    statement.setString(1, facts.publicKey());
                    statement.setString(2, String.join(",", facts.endpoints()));
                    bind(statement, 3, facts.capabilities());
                    statement.setInt(7, facts.capacity());
                    statement.setString(8, facts.agentVersion());
                    statement.setString(9, facts.bootId());
                    statement.setString(10, id);
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

    /** Keeps the key that a certificate was just issued for, and the one before. */
    public void certify(Transaction transaction, String id, CertifiedKey key, Instant at) {
        Sql.update(
                transaction,
                """
                update node set previous_key = certified_key, certified_key = ?,
                    certified_algorithm = ?, certificate_ends = ?, renewed_at = ?
                where id = ?
                """,
                statement -> {
                    statement.setString(1, key.spki());
                    statement.setString(2, key.algorithm());
                    statement.setTimestamp(3, Timestamp.from(key.expires()));
                    statement.setTimestamp(4, Timestamp.from(at));
                    statement.setString(5, id);
                });
    }

    /** The key that was certified last; empty where none was since keys are kept. */
    public Optional<Certified> certified(Transaction transaction, String id) {
        return Sql.query(
                        transaction,
                        "select certified_key, certified_algorithm, certificate_ends, renewed_at"
                                + " from node where id = ? and certified_key is not null",
                        statement -> statement.setString(1, id),
                        rows ->
                                new Certified(
                                        new CertifiedKey(
                                                rows.getString(1),
                                                rows.getString(2),
                                                rows.getTimestamp(3).toInstant()),
                                        rows.getTimestamp(4).toInstant()))
                .stream()
                .findFirst();
    }

    /** Whether a key is one of the last two that were certified, or none is kept. */
    public boolean isCertified(Transaction transaction, String id, String spki) {
        return !Sql.query(
                        transaction,
                        "select 1 from node where id = ? and (certified_key is null or ? in"
                                + " (certified_key, previous_key))",
                        statement -> {
                            statement.setString(1, id);
                            statement.setString(2, spki);
                        },
                        rows -> rows.getInt(1))
                .isEmpty();
    }

    /** Whether a WireGuard key is another node's or a device's. */
    public boolean isKeyTaken(Transaction transaction, String id, String publicKey) {
        return !Sql.query(
                        transaction,
                        "select 1 from node where public_key = ? and id <> ? union all select 1"
                                + " from placement where public_key = ?",
                        statement -> {
                            statement.setString(1, publicKey);
                            statement.setString(2, id);
                            statement.setString(3, publicKey);
                        },
                        rows -> rows.getInt(1))
                .isEmpty();
    }

    /** Up to which version a node's changes are forgotten. */
    public long forgottenUpTo(Transaction transaction, String id) {
        return Sql.query(
                        transaction,
                        "select oldest_change from node where id = ?",
                        statement -> statement.setString(1, id),
                        rows -> rows.getLong(1))
                .getFirst();
    }

    /** Forgets the changes that were there the last time, and remembers those that are now. */
    public void forgetChanges(Transaction transaction) {
        Sql.update(
                transaction,
                "update node set oldest_change = forget_next, forget_next = config_version",
                statement -> {});
        Sql.update(
                transaction,
                "delete from node_change using node where node.id = node_change.node_id and"
                        + " node_change.version <= node.oldest_change",
                statement -> {});
    }

    private static NodeRecord node(ResultSet rows) throws SQLException {
        String key = rows.getString("public_key");
        Timestamp heard = rows.getTimestamp("last_beat");
        Optional<Facts> facts =
                key == null
                        ? Optional.empty()
                        : Optional.of(
                                new Facts(
                                        key,
                                        split(rows.getString("endpoints")),
                                        capabilities(rows),
                                        rows.getInt("capacity"),
                                        rows.getString("agent_version"),
                                        rows.getString("boot_id")));
        Optional<Beat> beat =
                heard == null
                        ? Optional.empty()
                        : Optional.of(
                                new Beat(
                                        heard.toInstant(),
                                        rows.getInt("peers"),
                                        rows.getInt("load"),
                                        rows.getString("status"),
                                        rows.getString("peer_set_hash"),
                                        NodeHealth.valueOf(rows.getString("health"))));
        return new NodeRecord(
                rows.getString("id"),
                rows.getString("jurisdiction"),
                rows.getString("provider"),
                pools(rows.getString("declared_pools")),
                NodeRecord.State.valueOf(rows.getString("state")),
                facts,
                rows.getLong("config_version"),
                rows.getLong("applied_version"),
                beat);
    }

    static Capabilities capabilities(ResultSet rows) throws SQLException {
        int port = rows.getInt("multihop_port");
        return new Capabilities(
                split(rows.getString("obfuscation")),
                rows.getBoolean("openvpn"),
                port == 0 ? Optional.empty() : Optional.of(port),
                rows.getString("engine"));
    }

    private static Placement placement(ResultSet rows) throws SQLException {
        return new Placement(rows.getString(1), rows.getString(2), split(rows.getString(3)));
    }

    static String join(Set<PoolId> pools) {
        return pools.stream().map(PoolId::name).sorted().collect(Collectors.joining(","));
    }

    static Set<PoolId> pools(String joined) {
        EnumSet<PoolId> pools = EnumSet.noneOf(PoolId.class);
        split(joined).forEach(name -> pools.add(PoolId.valueOf(name)));
        return pools;
    }

    private static List<String> split(String joined) {
        return joined.isEmpty() ? List.of() : Arrays.asList(joined.split(",", -1));
    }

    /**
     * A node's certificate.
     *
     * @param renewedAt when it was asked for, as the agent said it
     */
    public record Certified(CertifiedKey key, Instant renewedAt) {}

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
}
