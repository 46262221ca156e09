// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.devices;

import org.tuttlenetwork.lightweb.api.vpn.ListedNode;

/**
 * The configuration for a device as {@code wg-quick} reads it (wg-quick(8)). A comment stands where
 * the private key goes: the device puts it in, the server never learns it.
 */
public final class WireguardFile {
    /** Room for IPv6, UDP and WireGuard's own header in an Ethernet frame. */
    private static final int MTU = 1420;

    private static final int KEEPALIVE_SECONDS = 25;

    private WireguardFile() {}

    /**
     * @param device whose name has no line break ({@link DeviceName} sees to that)
     * @param node where it goes out
     * @param dns the name server inside the tunnel
     */
    public static String of(Device device, ListedNode node, String dns) {
        return """
        # %s, through %s
        [Interface]
        # PrivateKey = put the private key of this device here; it never leaves the device
        Address = %s/32, %s/128
        DNS = %s
        MTU = %d

        [Peer]
        PublicKey = %s
        AllowedIPs = 0.0.0.0/0, ::/0
        Endpoint = %s
        PersistentKeepalive = %d
        """
                .formatted(
                        device.name().value(),
                        node.id(),
                        device.addresses().v4(),
                        device.addresses().v6(),
                        dns,
                        MTU,
                        node.publicKey(),
                        node.endpoints().getFirst(),
                        KEEPALIVE_SECONDS);
    }
}
