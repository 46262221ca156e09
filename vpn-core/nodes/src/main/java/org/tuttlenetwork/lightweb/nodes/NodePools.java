// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes;

import org.tuttlenetwork.lightweb.api.vpn.Admission;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;

import java.util.EnumSet;
import java.util.Set;

/**
 * Which pools a node is in: declared by its operator ∩ admitted by law ∩ possible for it (DECISIONS
 * 5.2).
 */
final class NodePools {
    private NodePools() {}

    static Set<PoolId> of(NodeRecord node, Admission admission) {
        Set<PoolId> pools = possible(node);
        pools.retainAll(admission.admits(node.jurisdiction()));
        return pools;
    }

    /** Declared and possible, whatever the law says. */
    static Set<PoolId> possible(NodeRecord node) {
        boolean obfuscates =
                node.facts()
                        .map(facts -> !facts.capabilities().obfuscation().isEmpty())
                        .orElse(false);
        EnumSet<PoolId> pools = EnumSet.noneOf(PoolId.class);
        for (PoolId pool : node.declaredPools()) {
            if (pool != PoolId.STEALTH || obfuscates) {
                pools.add(pool);
            }
        }
        return pools;
    }
}
