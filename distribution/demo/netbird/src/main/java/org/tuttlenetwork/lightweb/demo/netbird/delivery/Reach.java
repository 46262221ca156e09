// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.demo.netbird.state.Account;
import org.tuttlenetwork.lightweb.demo.netbird.state.Policy;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Whose map a change touches. Reads the account, keeps nothing. */
public final class Reach {
    private Reach() {}

    /** The peers that a change of these groups touches: all sides of the policies that use them. */
    public static Set<String> affectedBy(Account account, Collection<String> groups) {
        Set<String> affected = new HashSet<>();
        for (Policy policy : account.policies.values()) {
            if (policy.enabled() && policy.groups().stream().anyMatch(groups::contains)) {
                affected.addAll(affectedBy(account, policy));
            }
        }
        for (ObjectNode zone : account.zones.values()) {
            for (String group : Policy.ids(zone, "distribution_groups")) {
                if (groups.contains(group)) {
                    affected.addAll(account.members(group));
                }
            }
        }
        return affected;
    }

    /** The peers on both sides of a policy. */
    public static Set<String> affectedBy(Account account, Policy policy) {
        Set<String> affected = new HashSet<>();
        for (ObjectNode rule : policy.rules()) {
            affected.addAll(side(account, rule, "source"));
            affected.addAll(side(account, rule, "destination"));
        }
        return affected;
    }

    private static Set<String> side(Account account, ObjectNode rule, String side) {
        Set<String> peers = new HashSet<>();
        for (String group : Policy.ids(rule, side + "s")) {
            peers.addAll(account.members(group));
        }
        Policy.resource(rule, side).filter(account.peers::containsKey).ifPresent(peers::add);
        return peers;
    }
}
