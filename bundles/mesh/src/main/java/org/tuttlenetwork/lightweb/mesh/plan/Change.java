// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.plan;

import org.tuttlenetwork.lightweb.api.mesh.DnsZone;

import java.util.Set;

/**
 * One step towards what is wanted. Each names the object that it is for, so that the fragment's
 * state follows.
 */
public sealed interface Change {
    /** For what. */
    ObjectKey key();

    /**
     * The one object of NetBird's that it writes: where NetBird fails for that, others go on. Often
     * the key's own; a user's auto groups are the user's. Whoever is taken out is told apart from
     * who is let in: a grant that fails holds no removal back.
     */
    default String target() {
        return key().toString();
    }

    /** In which step of a plan it comes. */
    Stage stage();

    /** The steps of a plan, in order. */
    enum Stage {
        /** Our own memory only. */
        REMEMBER,
        /** Takes access away. Goes out at once. */
        REVOKE,
        MAKE_GROUPS,
        GRANT,
        /** Makes NetBird compute every map anew: a lane of its own. */
        NAMES,
        /** What nothing uses any more. */
        CLEAN
    }

    /** Whether nothing but who is in a group follows from it: {@link Actual#after} shows it. */
    default boolean isMembership() {
        return switch (this) {
            case RemovePeers _, AddPeers _, RemoveAutoGroups _, AddAutoGroups _ -> true;
            default -> false;
        };
    }

    /** Whether it takes access away. */
    default boolean isRevocation() {
        return stage() == Stage.REVOKE;
    }

    /**
     * Remembers the NetBird id of an object that carries the nonce of an open creation (DECISIONS
     * 1.9).
     */
    record Adopt(ObjectKey key, String netbirdId) implements Change {
        @Override
        public Stage stage() {
            return Stage.REMEMBER;
        }
    }

    /** Forgets an object that NetBird does not list any more; to be confirmed before. */
    record Forget(ObjectKey key, String netbirdId) implements Change {
        @Override
        public Stage stage() {
            return Stage.REMEMBER;
        }
    }

    /** Forgets a creation that nobody wants any more and of which nothing came. */
    record Abandon(ObjectKey key) implements Change {
        @Override
        public Stage stage() {
            return Stage.REMEMBER;
        }
    }

    /** Takes peers out of a group of ours. */
    record RemovePeers(ObjectKey key, String groupId, Set<String> peers) implements Change {
        @Override
        public String target() {
            return key + ", out";
        }

        @Override
        public Stage stage() {
            return Stage.REVOKE;
        }
    }

    /**
     * Takes groups of ours out of a user's auto groups, so that their next device does not come in.
     */
    record RemoveAutoGroups(ObjectKey key, String userId, Set<String> groups) implements Change {
        @Override
        public String target() {
            return "user " + userId + ", out";
        }

        @Override
        public Stage stage() {
            return Stage.REVOKE;
        }
    }

    /**
     * Cuts a device off that came by a setup key and that nobody declares any more: its unused keys
     * and its peer are deleted.
     *
     * @param groupId the group that was made for it
     * @param peers the device
     */
    record CutDevice(ObjectKey key, String groupId, Set<String> peers) implements Change {
        @Override
        public Stage stage() {
            return Stage.REVOKE;
        }
    }

    /** Deletes a policy of ours. */
    record DeletePolicy(ObjectKey key, String policyId) implements Change {
        @Override
        public Stage stage() {
            return Stage.REVOKE;
        }
    }

    /**
     * Brings a policy of ours to what it should say.
     *
     * @param narrows whether something that passes now will not any more
     */
    record UpdatePolicy(ObjectKey key, String policyId, Actual.Rule rule, boolean narrows)
            implements Change {
        @Override
        public Stage stage() {
            return narrows ? Stage.REVOKE : Stage.GRANT;
        }
    }

    /** Makes a group, empty. */
    record CreateGroup(ObjectKey key, String displayName) implements Change {
        @Override
        public Stage stage() {
            return Stage.MAKE_GROUPS;
        }
    }

    /**
     * Puts peers into a group of ours.
     *
     * @param peers all who must be in it, those who are there already included
     */
    record AddPeers(ObjectKey key, String groupId, Set<String> peers) implements Change {
        @Override
        public Stage stage() {
            return Stage.GRANT;
        }
    }

    /** Lets a user in who waits for approval. */
    record ApproveUser(ObjectKey key, String userId) implements Change {
        @Override
        public String target() {
            return "user " + userId;
        }

        @Override
        public Stage stage() {
            return Stage.GRANT;
        }
    }

    /** Puts groups of ours into a user's auto groups. */
    record AddAutoGroups(ObjectKey key, String userId, Set<String> groups) implements Change {
        @Override
        public String target() {
            return "user " + userId;
        }

        @Override
        public Stage stage() {
            return Stage.GRANT;
        }
    }

    /** Makes a policy. */
    record CreatePolicy(ObjectKey key, String displayName, Actual.Rule rule) implements Change {
        @Override
        public Stage stage() {
            return Stage.GRANT;
        }
    }

    /** Deletes a zone of ours with its records. */
    record DeleteZone(ObjectKey key, String zoneId) implements Change {
        @Override
        public Stage stage() {
            return Stage.NAMES;
        }
    }

    /** Makes a zone with its records. */
    record CreateZone(ObjectKey key, DnsZone zone, String groupId) implements Change {
        @Override
        public Stage stage() {
            return Stage.NAMES;
        }
    }

    /** Shows a zone of ours to a group, and to no other. */
    record UpdateZone(ObjectKey key, String zoneId, String groupId) implements Change {
        @Override
        public Stage stage() {
            return Stage.NAMES;
        }
    }

    /** Takes a record out of a zone of ours. */
    record RemoveRecord(ObjectKey key, String zoneId, String recordId) implements Change {
        @Override
        public Stage stage() {
            return Stage.NAMES;
        }
    }

    /** Puts a record into a zone of ours. */
    record AddRecord(ObjectKey key, String zoneId, DnsZone.Entry entry) implements Change {
        @Override
        public Stage stage() {
            return Stage.NAMES;
        }
    }

    /** Deletes a group of ours that nothing of ours uses any more. */
    record DeleteGroup(ObjectKey key, String groupId) implements Change {
        @Override
        public Stage stage() {
            return Stage.CLEAN;
        }
    }
}
