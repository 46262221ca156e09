// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.devices.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;
import org.tuttlenetwork.lightweb.devices.Device;
import org.tuttlenetwork.lightweb.devices.Standing;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** What devices look like on the wire (DECISIONS §6). */
@JsonInclude(JsonInclude.Include.NON_NULL)
public interface DeviceBodies {
    /**
     * What is asked for: a new device, or one by its id.
     *
     * @param format WIREGUARD (absent means that) or JSON
     */
    record ConfigRequest(
            @Nullable NewDevice device,
            @Nullable UUID deviceId,
            @Nullable WishBody wish,
            @Nullable Format format) {}

    /** The form of the configuration. */
    enum Format {
        WIREGUARD,
        JSON
    }

    /**
     * A device's new name (merge-patch).
     *
     * @param name 1 to 64 characters
     */
    record Renamed(@Nullable String name) {}

    /** A new device. */
    record NewDevice(@Nullable String name, @Nullable String publicKey) {}

    /**
     * Where the user wants to go out; quick and nothing at all mean the best balanced node.
     *
     * @param hops 1; more comes later
     */
    record WishBody(
            @Nullable String pool,
            @Nullable String country,
            @Nullable String node,
            @Nullable Boolean quick,
            @Nullable Boolean stealth,
            @Nullable Integer hops) {}

    /**
     * A configured device.
     *
     * @param effective whether the node has applied it
     * @param config the file for wg-quick; absent with format JSON
     * @param signedNode the signed list that the node stands in; absent where none is signed yet
     */
    record Configured(
            UUID deviceId,
            List<String> addresses,
            boolean effective,
            long configVersion,
            @Nullable String config,
            NodeView node,
            @Nullable SignedNode signedNode) {}

    /**
     * What a client verifies before it trusts the node's key: its entry in a list that is signed.
     *
     * @param pool whose list it is
     * @param list the envelope as it is served at {@code /api/v1/pools/{pool}/nodes}
     */
    record SignedNode(PoolId pool, @JsonRawValue String list) {}

    /** The node that a device goes out through. */
    record NodeView(
            String id, String jurisdiction, String publicKey, List<String> endpoints, String dns) {}

    /**
     * A device, for its user.
     *
     * @param node absent where it is on none
     * @param standing PLACED, UNPLACED, KEY_ENDED or NOT_ENTITLED
     */
    record DeviceView(
            UUID id,
            String name,
            String publicKey,
            List<String> addresses,
            @Nullable String node,
            Standing standing,
            LocalDate createdOn,
            LocalDate expiresOn) {
        static DeviceView of(Device device, Standing standing) {
            return new DeviceView(
                    device.id(),
                    device.name().value(),
                    device.key().value(),
                    cidrs(device),
                    device.node().orElse(null),
                    standing,
                    device.createdOn(),
                    device.expiresOn());
        }

        static List<String> cidrs(Device device) {
            return List.of(device.addresses().v4() + "/32", device.addresses().v6() + "/128");
        }
    }
}
