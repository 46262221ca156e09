// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.plan;

import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.mesh.KeyedDevice;
import org.tuttlenetwork.lightweb.api.mesh.MeshGroup;
import org.tuttlenetwork.lightweb.mesh.plan.ObjectKey.Kind;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Who is in our groups. A device's place follows from its owner; a user's auto groups see to the
 * devices that come. Removals take the devices out first, which is fastest, and then the auto
 * groups, without which a next device would come in again. What no listing shows is nobody's to
 * judge: nobody is removed because a listing was short (DECISIONS 1.7).
 */
final class Membership {
    private final Actual actual;
    private final Ownership ownership;
    private final Map<String, List<String>> bySubject = new HashMap<>();
    private final Map<String, List<String>> machines = new HashMap<>();
    private final Map<String, Set<String>> autoGroups = new HashMap<>();
    private final Map<String, ObjectKey> reasons = new HashMap<>();
    private final List<Change> peers = new ArrayList<>();
    private final List<Change> users = new ArrayList<>();

    private Membership(Actual actual, Ownership ownership) {
        this.actual = actual;
        this.ownership = ownership;
        Set<String> keyed = keyed(actual, ownership);
        // Once: looking through all devices for each group would grow with the square of islands.
        actual.peers().values().forEach(peer -> know(peer, keyed));
    }

    private void know(Actual.Peer peer, Set<String> keyed) {
        boolean isMachine = peer.userId().isEmpty();
        if (isMachine && keyed.contains(peer.id())) {
            // Whoever has a device that came by a key may name it like a server: it is none.
            return;
        }
        Map<String, List<String>> whose = isMachine ? machines : bySubject;
        String owner = isMachine ? peer.name() : Subjects.of(peer.userId());
        whose.computeIfAbsent(owner, _ -> new ArrayList<>()).add(peer.id());
    }

    /**
     * @param going the groups of ours that nobody wants any more, with their ids
     */
    static List<Change> changes(
            Desired desired, Actual actual, Ownership ownership, Map<ObjectKey, String> going) {
        Membership membership = new Membership(actual, ownership);
        Map<String, ObjectKey> judged = new HashMap<>();
        going.forEach(
                (key, id) -> {
                    judged.put(id, key);
                    membership.empty(key, id);
                });
        for (Declared declared : desired.declared()) {
            Map<String, Set<String>> joining = membership.devices(declared, judged);
            for (MeshGroup group : declared.fragment().groups()) {
                ObjectKey key = declared.key().object(Kind.GROUP, group.key());
                ownership.id(key).ifPresent(id -> judged.put(id, key));
                membership.group(key, group, joining.getOrDefault(group.key(), Set.of()));
            }
        }
        actual.users().values().forEach(user -> membership.user(user, judged));
        List<Change> changes = new ArrayList<>(membership.peers);
        changes.addAll(membership.users);
        return changes;
    }

    /** The devices that came by setup keys of a fragment, by the groups that they join. */
    private Map<String, Set<String>> devices(Declared declared, Map<String, ObjectKey> judged) {
        Map<String, Set<String>> keyed = new HashMap<>();
        for (KeyedDevice device : declared.fragment().devices()) {
            ObjectKey key = declared.key().object(Kind.DEVICE, device.key());
            ownership.id(key).ifPresent(id -> judged.put(id, key));
            Actual.Group there = ownership.id(key).map(actual.groups()::get).orElse(null);
            if (there == null) {
                if (!ownership.isMissing(key)) {
                    peers.add(new Change.CreateGroup(key, device.displayName()));
                }
                continue;
            }
            strangers(key, there);
            actual.keyed(there)
                    .ifPresent(
                            peer ->
                                    device.joins()
                                            .forEach(
                                                    group ->
                                                            keyed.computeIfAbsent(
                                                                            group,
                                                                            _ -> new HashSet<>())
                                                                    .add(peer.id())));
        }
        return keyed;
    }

    /** A device of somebody who logs in does not come by a setup key. */
    private void strangers(ObjectKey key, Actual.Group group) {
        Set<String> owned =
                group.peers().stream()
                        .map(actual.peers()::get)
                        .filter(peer -> peer != null && !peer.userId().isEmpty())
                        .map(Actual.Peer::id)
                        .collect(Collectors.toCollection(TreeSet::new));
        if (!owned.isEmpty()) {
            peers.add(new Change.RemovePeers(key, group.id(), owned));
        }
    }

    /** Every peer in a group that was made for a setup key, wanted or not. */
    private static Set<String> keyed(Actual actual, Ownership ownership) {
        Set<String> peers = new HashSet<>();
        ownership
                .ids()
                .forEach(
                        (key, id) -> {
                            Actual.Group group = actual.groups().get(id);
                            if (key.kind() == Kind.DEVICE && group != null) {
                                peers.addAll(group.peers());
                            }
                        });
        return peers;
    }

    private void empty(ObjectKey key, String id) {
        Actual.Group group = actual.groups().get(id);
        if (key.kind() == Kind.DEVICE) {
            if (group != null) {
                Set<String> device =
                        actual.keyed(group).map(Actual.Peer::id).stream()
                                .collect(Collectors.toSet());
                if (!device.isEmpty()) {
                    peers.add(new Change.CutDevice(key, id, device));
                }
                Set<String> others = without(group.peers(), device);
                if (!others.isEmpty()) {
                    peers.add(new Change.RemovePeers(key, id, others));
                }
            }
            return;
        }
        if (group != null && !group.peers().isEmpty()) {
            peers.add(new Change.RemovePeers(key, id, group.peers()));
        }
    }

    private void group(ObjectKey key, MeshGroup group, Set<String> joining) {
        Set<String> members = group.users().stream().map(UserId::value).collect(Collectors.toSet());
        Actual.Group there = ownership.id(key).map(actual.groups()::get).orElse(null);
        if (there == null) {
            if (!ownership.isMissing(key)) {
                peers.add(new Change.CreateGroup(key, group.displayName()));
            }
            return;
        }
        members.forEach(
                member -> {
                    autoGroups.computeIfAbsent(member, _ -> new HashSet<>()).add(there.id());
                    reasons.putIfAbsent(member, key);
                });
        Set<String> wanted = new HashSet<>(joining);
        members.forEach(member -> wanted.addAll(bySubject.getOrDefault(member, List.of())));
        group.peers().forEach(name -> wanted.addAll(machines.getOrDefault(name, List.of())));
        if (there.peers().equals(wanted)) {
            return;
        }
        Set<String> gone = without(there.peers(), wanted);
        gone.retainAll(actual.peers().keySet());
        if (!gone.isEmpty()) {
            peers.add(new Change.RemovePeers(key, there.id(), gone));
        }
        if (!there.peers().containsAll(wanted)) {
            peers.add(new Change.AddPeers(key, there.id(), new TreeSet<>(wanted)));
        }
    }

    private void user(Actual.User user, Map<String, ObjectKey> judged) {
        String subject = Subjects.of(user.id());
        Set<String> want = autoGroups.getOrDefault(subject, Set.of());
        Set<String> have = new HashSet<>(user.autoGroups());
        have.retainAll(judged.keySet());
        boolean isAsWanted = have.equals(want);
        Set<String> gone = isAsWanted ? Set.of() : without(have, want);
        Set<String> fresh = isAsWanted ? Set.of() : without(want, have);
        if (!gone.isEmpty()) {
            ObjectKey key = judged.get(gone.iterator().next());
            if (key != null) {
                users.add(new Change.RemoveAutoGroups(key, user.id(), gone));
            }
        }
        ObjectKey reason = reasons.get(subject);
        if (reason == null) {
            return;
        }
        if (user.pending()) {
            users.add(new Change.ApproveUser(reason, user.id()));
        }
        if (!fresh.isEmpty()) {
            // For the group that is new: of the others nothing is to be done.
            ObjectKey key = judged.getOrDefault(fresh.iterator().next(), reason);
            users.add(new Change.AddAutoGroups(key, user.id(), fresh));
        }
    }

    private static Set<String> without(Set<String> some, Set<String> others) {
        Set<String> rest = new TreeSet<>(some);
        rest.removeAll(others);
        return rest;
    }
}
