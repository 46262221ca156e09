// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.devices;

import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.vpn.WireguardKey;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An exit device.
 *
 * @param id random, so that it tells no time
 * @param user whose
 * @param name what they call it
 * @param key its public key; the private one never leaves the device
 * @param addresses the same on every node
 * @param node where it is placed; empty where nowhere
 * @param createdOn the day
 * @param expiresOn the day on which its key ends
 */
public record Device(
        UUID id,
        UserId user,
        DeviceName name,
        WireguardKey key,
        Addresses addresses,
        Optional<String> node,
        LocalDate createdOn,
        LocalDate expiresOn) {
    /** Whether its key is good no more: it was until the end of its last day. */
    boolean isEnded(LocalDate today) {
        return expiresOn.isBefore(today);
    }

    /** The addresses with their prefix lengths, as a peer's allowed IPs. */
    List<String> allowedIps() {
        return List.of(addresses.v4() + "/32", addresses.v6() + "/128");
    }

    Device named(DeviceName other) {
        return new Device(id, user, other, key, addresses, node, createdOn, expiresOn);
    }

    Device placedOn(String nodeId) {
        return new Device(
                id, user, name, key, addresses, Optional.of(nodeId), createdOn, expiresOn);
    }
}
