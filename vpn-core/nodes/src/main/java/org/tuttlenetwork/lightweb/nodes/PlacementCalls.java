// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes;

import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.vpn.Nodes.Peer;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Places and removes peers in the transaction of another feature, whose role may not touch this
 * schema: through functions that this schema offers.
 */
final class PlacementCalls {
    long place(Transaction transaction, String nodeId, Peer peer) {
        try (PreparedStatement call =
                transaction.connection().prepareStatement("select nodes.place_peer(?, ?, ?)")) {
            call.setString(1, nodeId);
            call.setString(2, peer.publicKey());
            call.setString(3, String.join(",", peer.addresses()));
            try (ResultSet rows = call.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            if ("P0002".equals(e.getSQLState())) {
                throw LightWebException.conflict(
                        "This node takes no users now. Nothing was changed.");
            }
            throw new IllegalStateException("The peer could not be placed", e);
        }
    }

    void remove(Transaction transaction, String publicKey) {
        try (PreparedStatement call =
                transaction.connection().prepareStatement("select nodes.remove_peer(?)")) {
            call.setString(1, publicKey);
            call.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("The peer could not be removed", e);
        }
    }
}
