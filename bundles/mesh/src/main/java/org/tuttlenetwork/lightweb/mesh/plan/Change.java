// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.plan;

import org.tuttlenetwork.lightweb.api.mesh.DnsZone;

import java.util.Map;
import java.util.Set;

/**
 * One step towards what is wanted. Each names the fragment that it is for, so that the fragment's
 * state follows.
 */
public sealed interface Change {
    /** For whom. */
    ObjectKey key();

    /** Whether it takes something away: such changes go first, at once. */
    default boolean isRevocation() {
        return false;
    }

    /**
     * Whether it belongs to the slow lane of DNS, whose writes make NetBird recompute every map.
     */
    default boolean isDns() {
        return false;
    }

    /** Takes peers out of a group of ours. */
    record RemovePeers(ObjectKey key, String groupId, Set<String> peers) implements Change {
        @Override
        public boolean isRevocation() {
            return true;
        }
    }

    /**
     * Takes groups of ours out of a user's auto groups, so that their next device does not come in.
     */
    record RemoveAutoGroups(ObjectKey key, String userId, Set<String> groups) implements Change {
        @Override
        public boolean isRevocation() {
            return true;
        }
    }

    /** Deletes a policy of ours. */
    record DeletePolicy(ObjectKey key, String policyId) implements Change {
        @Override
        public boolean isRevocation() {
            return true;
        }
    }

    /** Makes a group, empty. */
    record CreateGroup(ObjectKey key, String displayName) implements Change {}

    /** Puts peers into a group of ours. */
    record AddPeers(ObjectKey key, String groupId, Set<String> peers) implements Change {}

    /** Puts groups of ours into a user's auto groups. */
    record AddAutoGroups(ObjectKey key, String userId, Set<String> groups) implements Change {}

    /** Lets a user in who waits for approval. */
    record ApproveUser(ObjectKey key, String userId) implements Change {}

    /** Makes a policy. */
    record CreatePolicy(ObjectKey key, String displayName, Actual.Rule rule) implements Change {}

    /** Brings a policy of ours back to what it should say. */
    record UpdatePolicy(ObjectKey key, String policyId, Actual.Rule rule) implements Change {}

    /** Deletes a zone of ours. */
    record DeleteZone(ObjectKey key, String zoneId) implements Change {
        @Override
        public boolean isDns() {
            return true;
        }
    }

    /** Makes a zone with its records. */
    record CreateZone(ObjectKey key, DnsZone zone, String groupId) implements Change {
        @Override
        public boolean isDns() {
            return true;
        }
    }

    /** Deletes a group of ours that nothing of ours uses any more. */
    record DeleteGroup(ObjectKey key, String groupId) implements Change {}

    /**
     * Remembers the NetBird id of an object that carries the nonce of an open creation (DECISIONS
     * 1.9).
     */
    record Adopt(ObjectKey key, String netbirdId) implements Change {}

    /** Forgets an object that is gone from NetBird. */
    record Forget(ObjectKey key) implements Change {}

    /** The records of a zone as NetBird is to hold them. */
    static Map<String, String> records(DnsZone zone) {
        java.util.TreeMap<String, String> records = new java.util.TreeMap<>();
        zone.records()
                .forEach(entry -> records.put(entry.name() + " " + entry.type(), entry.content()));
        return records;
    }
}
