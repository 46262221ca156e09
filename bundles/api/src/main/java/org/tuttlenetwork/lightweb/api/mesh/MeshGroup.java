// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.mesh;

import org.tuttlenetwork.lightweb.api.identity.UserId;

import java.util.Set;

/**
 * A NetBird group that this fragment owns.
 *
 * @param key unique in the fragment
 * @param displayName shown to people in NetBird's dashboard, beside the nonce that makes the name
 *     ours
 * @param users whose devices are in it: those there are and those that come
 * @param peers names of peers that belong to nobody (servers, nodes)
 */
public record MeshGroup(String key, String displayName, Set<UserId> users, Set<String> peers) {
    public MeshGroup {
        users = Set.copyOf(users);
        peers = Set.copyOf(peers);
    }
}
