// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.mesh;

import java.util.Set;

/**
 * One device that comes without a login, by a setup key made for it alone. It has a NetBird group
 * of its own, the only group of that key: whichever peer is in it is this device, whatever it is
 * named and however often its address changes. Where more than one peer is in it, none is: somebody
 * else put one there. Once nobody declares it any more, its unused keys and the peer itself are
 * deleted.
 *
 * @param key unique in the fragment, among its groups too
 * @param displayName shown to people in NetBird's dashboard, beside the nonce that makes the group
 *     ours
 * @param joins keys of groups of the same fragment that it belongs to; empty for one that reaches
 *     nothing for now and keeps its place
 */
public record KeyedDevice(String key, String displayName, Set<String> joins) {
    public KeyedDevice {
        joins = Set.copyOf(joins);
    }
}
