// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird.state;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

/** Makes peers as they are when a machine registers. */
public final class PeerRecords {
    private PeerRecords() {}

    /**
     * Registers a machine: it is connected and in the group of everybody.
     *
     * @param user whose machine it is, empty for one that came by a setup key
     * @param at RFC 3339
     * @return the peer, which is in the account now
     */
    public static ObjectNode register(
            Account account,
            String id,
            String host,
            String user,
            @Nullable SetupKey key,
            String at) {
        ObjectNode peer = JsonNodeFactory.instance.objectNode();
        int address = ++account.lastAddress;
        String ip = "100.64." + address / 250 + "." + (address % 250 + 1);
        boolean ofPerson = !user.isEmpty();
        String label = account.peerNamed(host).isEmpty() ? host : host + "-" + address;
        peer.put("id", id).put("name", host).put("hostname", host).put("ip", ip);
        peer.put("user_id", user).put("dns_label", label + ".netbird.selfhosted");
        peer.put("connected", true).put("login_expired", false);
        peer.put("login_expiration_enabled", ofPerson).put("inactivity_expiration_enabled", false);
        peer.put("ssh_enabled", false).put("approval_required", false);
        peer.put("ephemeral", key != null && key.ephemeral());
        peer.put("created_at", at).put("last_login", at).put("last_seen", at);
        peer.put("connection_ip", "127.0.0.1").put("country_code", "").put("city_name", "");
        peer.put("geoname_id", 0).put("os", "linux").put("kernel_version", "6.12.0");
        peer.put("version", "0.77.1").put("ui_version", ofPerson ? "0.77.1" : "");
        peer.put("serial_number", "");
        peer.putArray("extra_dns_labels");
        localFlags(peer.putObject("local_flags"));
        account.peers.put(id, peer);
        account.join(id, java.util.List.of(account.everybody().id()));
        return peer;
    }

    private static void localFlags(ObjectNode flags) {
        for (String flag :
                new String[] {
                    "rosenpass_enabled",
                    "rosenpass_permissive",
                    "server_ssh_allowed",
                    "disable_client_routes",
                    "disable_server_routes",
                    "disable_dns",
                    "disable_firewall",
                    "block_lan_access",
                    "block_inbound",
                    "lazy_connection_enabled"
                }) {
            flags.put(flag, false);
        }
    }
}
