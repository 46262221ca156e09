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
        EnumSet<PoolId> pools = EnumSet.noneOf(PoolId.class);
        Set<PoolId> admitted = admission.admits(node.jurisdiction());
        boolean obfuscates =
                node.facts()
                        .map(facts -> !facts.capabilities().obfuscation().isEmpty())
                        .orElse(false);
        for (PoolId pool : node.declaredPools()) {
            if (admitted.contains(pool) && (pool != PoolId.STEALTH || obfuscates)) {
                pools.add(pool);
            }
        }
        return pools;
    }
}
