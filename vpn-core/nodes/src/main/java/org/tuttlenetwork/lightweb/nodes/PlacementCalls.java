// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.problem.FieldProblem;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.vpn.Nodes.Peer;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Places and removes peers in the transaction of another feature, whose role may not touch this
 * schema: through functions that this schema offers. Says in the feed which nodes' configuration
 * changed, never which device; entries of this topic are forgotten within the hour (DECISIONS 4.3).
 */
final class PlacementCalls {
    static final String TOPIC = "devices.placement";

    long place(Transaction transaction, String nodeId, Peer peer) {
        try (PreparedStatement call =
                transaction
                        .connection()
                        .prepareStatement(
                                "select version, node_before from nodes.place_peer(?, ?, ?)")) {
            call.setString(1, nodeId);
            call.setString(2, peer.publicKey());
            call.setString(3, String.join(",", peer.addresses()));
            try (ResultSet rows = call.executeQuery()) {
                rows.next();
                long version = rows.getLong(1);
                @Nullable String before = rows.getString(2);
                publish(transaction, nodeId);
                if (before != null && !before.equals(nodeId)) {
                    publish(transaction, before);
                }
                return version;
            }
        } catch (SQLException e) {
            throw translated(e);
        }
    }

    void remove(Transaction transaction, String publicKey) {
        try (PreparedStatement call =
                transaction.connection().prepareStatement("select nodes.remove_peer(?)")) {
            call.setString(1, publicKey);
            try (ResultSet rows = call.executeQuery()) {
                rows.next();
                @Nullable String before = rows.getString(1);
                if (before != null) {
                    publish(transaction, before);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The peer could not be removed", e);
        }
    }

    private static RuntimeException translated(SQLException e) {
        return switch (String.valueOf(e.getSQLState())) {
            case "LW001" ->
                    LightWebException.conflict("This node takes no users now. Nothing was changed.")
                            .because("node-takes-none");
            case "LW002" ->
                    new LightWebException(
                            ProblemType.INVALID,
                            "device.publicKey: the key of a node. Nothing was changed.",
                            List.of(new FieldProblem("device.publicKey", "not the key of a node")),
                            e);
            default -> new IllegalStateException("The peer could not be placed", e);
        };
    }

    private static void publish(Transaction transaction, String nodeId) {
        transaction.publish(TOPIC, nodeId, "{}");
    }
}
