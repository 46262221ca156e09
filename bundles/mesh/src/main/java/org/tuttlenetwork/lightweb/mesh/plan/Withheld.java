// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Fails closed: while NetBird does not narrow a policy, or delete it, nobody new comes into the
 * groups that it connects, for they would be reachable more widely than is declared.
 *
 * <p>A person who cannot be taken out of a user's auto groups closes no group: their devices are
 * out of it by the group's own list, and one broken account must not shut an island for everybody
 * (DECISIONS 1.7).
 *
 * @param allowed what goes on, in the order that it had
 * @param waiting what waits, by the object that it is for, in words
 */
public record Withheld(List<Change> allowed, Map<ObjectKey, String> waiting) {
    public Withheld {
        allowed = List.copyOf(allowed);
        waiting = Map.copyOf(waiting);
    }

    /**
     * Takes out what would let somebody into a group that a failing revocation concerns.
     *
     * @param changes what is to be done
     * @param failing what NetBird does not do now
     * @param owned what is ours: says which group is whose
     */
    public static Withheld from(
            List<Change> changes, List<Change> failing, Actual actual, List<Owned> owned) {
        Map<String, String> closed = closed(failing, actual);
        if (closed.isEmpty()) {
            return new Withheld(changes, Map.of());
        }
        Map<String, ObjectKey> keys = new HashMap<>();
        owned.forEach(one -> one.netbirdId().ifPresent(id -> keys.put(id, one.key())));
        List<Change> allowed = new ArrayList<>();
        Map<ObjectKey, String> waiting = new HashMap<>();
        for (Change change : changes) {
            Set<String> stopped = new TreeSet<>(entered(change, actual));
            stopped.retainAll(closed.keySet());
            stopped.forEach(
                    group ->
                            waiting.putIfAbsent(
                                    keys.getOrDefault(group, change.key()),
                                    closed.getOrDefault(group, "")));
            allowed.addAll(stopped.isEmpty() ? List.of(change) : rest(change, stopped));
        }
        return new Withheld(allowed, waiting);
    }

    /** The groups of which NetBird does not take reach away, with words. */
    private static Map<String, String> closed(List<Change> failing, Actual actual) {
        Map<String, String> closed = new HashMap<>();
        for (Change change : failing) {
            if (!change.isRevocation()) {
                continue;
            }
            String words =
                    "nobody new is let in until NetBird does what fails: "
                            + HeldChanges.words(change);
            for (String group : concerned(change, actual)) {
                closed.putIfAbsent(group, words);
            }
        }
        return closed;
    }

    private static Set<String> concerned(Change change, Actual actual) {
        return switch (change) {
            case Change.UpdatePolicy(var _, var id, var _, var _) -> between(id, actual);
            case Change.DeletePolicy(var _, var id) -> between(id, actual);
            case Change.RemovePeers(var _, var group, var _) -> Set.of(group);
            default -> Set.of();
        };
    }

    private static Set<String> between(String policyId, Actual actual) {
        Actual.Policy standing = actual.policies().get(policyId);
        if (standing == null) {
            return Set.of();
        }
        Set<String> groups = new HashSet<>(standing.rule().sources());
        groups.addAll(standing.rule().destinations());
        return groups;
    }

    /** The groups that a change lets somebody into. */
    private static Set<String> entered(Change change, Actual actual) {
        return switch (change) {
            case Change.AddPeers(var _, var group, var _) -> Set.of(group);
            case Change.AddAutoGroups(var _, var _, var groups) -> groups;
            case Change.ApproveUser(var _, var user) -> autoGroups(user, actual);
            default -> Set.of();
        };
    }

    private static Set<String> autoGroups(String userId, Actual actual) {
        Actual.User user = actual.users().get(userId);
        return user == null ? Set.of() : new HashSet<>(user.autoGroups());
    }

    /** What is left of a change without these groups. */
    private static List<Change> rest(Change change, Set<String> stopped) {
        if (change instanceof Change.AddAutoGroups(var key, var user, var groups)) {
            Set<String> others = new TreeSet<>(groups);
            others.removeAll(stopped);
            return others.isEmpty()
                    ? List.of()
                    : List.of(new Change.AddAutoGroups(key, user, others));
        }
        return List.of();
    }
}
