// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes.store;

import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;
import org.tuttlenetwork.lightweb.nodes.NodeRecord.Capabilities;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** One-time permissions to enrol; of their tokens only the hashes are kept. */
public final class EnrolmentStore {
    public void add(
            Transaction transaction, Enrolment enrolment, String tokenSha256, String actor) {
        Sql.update(
                transaction,
                """
                insert into enrolment (token_sha256, node_id, jurisdiction, provider, pools, expires_at, created_by,
                    obfuscation, openvpn, multihop_port, engine)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                statement -> {
                    statement.setString(1, tokenSha256);
                    statement.setString(2, enrolment.nodeId());
                    statement.setString(3, enrolment.jurisdiction());
                    statement.setString(4, enrolment.provider());
                    statement.setString(5, NodeStore.join(enrolment.pools()));
                    statement.setTimestamp(6, Timestamp.from(enrolment.expires()));
                    statement.setString(7, actor);
                    NodeStore.bind(statement, 8, enrolment.capabilities());
                });
    }

    /** Burns a token: of two that come at once exactly one gets the enrolment. */
    public Optional<Enrolment> burn(Transaction transaction, String tokenSha256, Instant now) {
        return Sql.query(
                        transaction,
                        "update enrolment set used_at = ? where token_sha256 = ? and used_at is"
                            + " null and expires_at > ? returning node_id, jurisdiction, provider,"
                            + " pools, expires_at, obfuscation, openvpn, multihop_port, engine",
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
                                        NodeStore.pools(rows.getString(4)),
                                        NodeStore.capabilities(rows),
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

    /**
     * A permission to enrol.
     *
     * @param nodeId the name that the node gets
     * @param jurisdiction where it stands
     * @param provider who runs the machine
     * @param pools where its operator wants it
     * @param capabilities what its operator expects of it, until its agent says what it can
     * @param expires until when
     */
    public record Enrolment(
            String nodeId,
            String jurisdiction,
            String provider,
            Set<PoolId> pools,
            Capabilities capabilities,
            Instant expires) {}
}
