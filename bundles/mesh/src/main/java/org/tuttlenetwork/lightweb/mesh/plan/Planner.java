// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.plan;

import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.mesh.DnsZone;
import org.tuttlenetwork.lightweb.api.mesh.GroupRef;
import org.tuttlenetwork.lightweb.api.mesh.MeshGroup;
import org.tuttlenetwork.lightweb.api.mesh.MeshPolicy;
import org.tuttlenetwork.lightweb.mesh.plan.ObjectKey.Kind;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Plans: {@code plan(desired, actual) → changes}, revocations first. Only objects that are
 * remembered as ours by NetBird's id are ever touched; a name is no proof, but for the nonce of a
 * creation that was begun. What depends on an object that is yet to be made comes in the next plan,
 * after everything was read again.
 */
public final class Planner {
    private final List<Declared> desired;
    private final Actual actual;
    private final Map<ObjectKey, Owned> owned = new HashMap<>();
    private final Map<ObjectKey, String> ids = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final Map<ObjectKey, String> waiting = new HashMap<>();

    private Planner(List<Declared> desired, Actual actual, List<Owned> owned) {
        this.desired = desired;
        this.actual = actual;
        owned.forEach(object -> this.owned.put(object.key(), object));
    }

    /**
     * @param desired every fragment that is declared now
     * @param actual what NetBird has
     * @param owned what is ours
     */
    public static Plan plan(List<Declared> desired, Actual actual, List<Owned> owned) {
        Planner planner = new Planner(desired, actual, owned);
        planner.recognise();
        planner.groups();
        planner.policies();
        planner.zones();
        planner.leftovers();
        List<Change> ordered = new ArrayList<>();
        planner.changes.stream().filter(Change::isRevocation).forEach(ordered::add);
        planner.changes.stream()
                .filter(change -> !change.isRevocation() && !change.isDns())
                .filter(change -> !(change instanceof Change.DeleteGroup))
                .forEach(ordered::add);
        planner.changes.stream().filter(Change::isDns).forEach(ordered::add);
        planner.changes.stream().filter(Change.DeleteGroup.class::isInstance).forEach(ordered::add);
        return new Plan(ordered, Map.copyOf(planner.waiting));
    }

    /** Which remembered objects are still there, and which begun ones have come to be. */
    private void recognise() {
        for (Owned object : owned.values()) {
            Optional<String> id =
                    object.netbirdId().filter(known -> exists(object.key().kind(), known));
            if (id.isPresent()) {
                ids.put(object.key(), id.get());
            } else if (object.netbirdId().isPresent()) {
                changes.add(new Change.Forget(object.key()));
            } else {
                carrying(object)
                        .ifPresent(
                                found -> {
                                    ids.put(object.key(), found);
                                    changes.add(new Change.Adopt(object.key(), found));
                                });
            }
        }
    }

    private boolean exists(Kind kind, String id) {
        return switch (kind) {
            case GROUP -> actual.groups().containsKey(id);
            case POLICY -> actual.policies().containsKey(id);
            case ZONE -> actual.zones().containsKey(id);
        };
    }

    private Optional<String> carrying(Owned object) {
        String mark = Owned.mark(object.nonce());
        return switch (object.key().kind()) {
            case GROUP ->
                    actual.groups().values().stream()
                            .filter(g -> g.name().contains(mark))
                            .map(Actual.Group::id)
                            .findFirst();
            case POLICY ->
                    actual.policies().values().stream()
                            .filter(p -> p.name().contains(mark))
                            .map(Actual.Policy::id)
                            .findFirst();
            // A zone's domain is unique in NetBird and has no room for a mark.
            case ZONE ->
                    actual.zones().values().stream()
                            .filter(z -> z.domain().equals(object.key().key()))
                            .map(Actual.Zone::id)
                            .findFirst();
        };
    }

    private void groups() {
        Map<String, Set<String>> autoGroups = new HashMap<>();
        Map<String, ObjectKey> reasons = new HashMap<>();
        for (Declared declared : desired) {
            for (MeshGroup group : declared.fragment().groups()) {
                ObjectKey key = key(Kind.GROUP, declared, group.key());
                String id = ids.get(key);
                if (id == null) {
                    changes.add(new Change.CreateGroup(key, group.displayName()));
                    continue;
                }
                members(key, id, group);
                for (UserId user : group.users()) {
                    autoGroups.computeIfAbsent(user.value(), _ -> new TreeSet<>()).add(id);
                    reasons.put(user.value(), key);
                }
            }
        }
        Map<String, ObjectKey> ours = new HashMap<>();
        ids.forEach(
                (key, id) -> {
                    if (key.kind() == Kind.GROUP) {
                        ours.put(id, key);
                    }
                });
        actual.users().values().forEach(user -> autoGroups(user, autoGroups, reasons, ours));
    }

    private void members(ObjectKey key, String id, MeshGroup group) {
        Set<String> users = group.users().stream().map(UserId::value).collect(Collectors.toSet());
        Set<String> wanted =
                actual.peers().values().stream()
                        .filter(
                                peer ->
                                        users.contains(peer.userId())
                                                || peer.userId().isEmpty()
                                                        && group.peers().contains(peer.name()))
                        .map(Actual.Peer::id)
                        .collect(Collectors.toCollection(TreeSet::new));
        Actual.Group there = actual.groups().get(id);
        Set<String> present = there == null ? Set.of() : there.peers();
        Set<String> gone = new TreeSet<>(present);
        gone.removeAll(wanted);
        // A peer that no listing shows is nobody's to judge: a short listing must not remove
        // anybody (DECISIONS 1.7).
        gone.removeIf(peer -> !actual.peers().containsKey(peer));
        Set<String> fresh = new TreeSet<>(wanted);
        fresh.removeAll(present);
        if (!gone.isEmpty()) {
            changes.add(new Change.RemovePeers(key, id, gone));
        }
        if (!fresh.isEmpty()) {
            changes.add(new Change.AddPeers(key, id, fresh));
        }
    }

    private void autoGroups(
            Actual.User user,
            Map<String, Set<String>> wanted,
            Map<String, ObjectKey> reasons,
            Map<String, ObjectKey> ours) {
        Set<String> want = wanted.getOrDefault(user.id(), Set.of());
        Set<String> have = new TreeSet<>(user.autoGroups());
        have.retainAll(ours.keySet());
        Set<String> gone = new TreeSet<>(have);
        gone.removeAll(want);
        Set<String> fresh = new TreeSet<>(want);
        fresh.removeAll(have);
        if (!gone.isEmpty()) {
            ObjectKey key = ours.get(gone.iterator().next());
            if (key != null) {
                changes.add(new Change.RemoveAutoGroups(key, user.id(), gone));
            }
        }
        ObjectKey reason = reasons.get(user.id());
        if (reason != null && user.pending()) {
            changes.add(new Change.ApproveUser(reason, user.id()));
        }
        if (reason != null && !fresh.isEmpty()) {
            changes.add(new Change.AddAutoGroups(reason, user.id(), fresh));
        }
    }

    private void policies() {
        for (Declared declared : desired) {
            for (MeshPolicy policy : declared.fragment().policies()) {
                ObjectKey key = key(Kind.POLICY, declared, policy.key());
                Optional<String> source = group(declared, policy.source());
                Optional<String> destination = group(declared, policy.destination());
                if (source.isEmpty() || destination.isEmpty()) {
                    waiting.put(key, "the policy " + policy.displayName() + " waits for a group");
                    continue;
                }
                Actual.Rule rule = rule(policy, source.get(), destination.get());
                String id = ids.get(key);
                if (id == null) {
                    changes.add(new Change.CreatePolicy(key, policy.displayName(), rule));
                } else if (!rule.equals(ruleOf(id))) {
                    changes.add(new Change.UpdatePolicy(key, id, rule));
                }
            }
        }
    }

    private Actual.@org.jspecify.annotations.Nullable Rule ruleOf(String policyId) {
        Actual.Policy policy = actual.policies().get(policyId);
        return policy == null ? null : policy.rule();
    }

    private static Actual.Rule rule(MeshPolicy policy, String source, String destination) {
        return new Actual.Rule(
                true,
                Set.of(source),
                Set.of(destination),
                policy.protocol().name().toLowerCase(java.util.Locale.ROOT),
                policy.ports().stream().sorted().map(String::valueOf).toList(),
                policy.bidirectional(),
                true);
    }

    private void zones() {
        for (Declared declared : desired) {
            for (DnsZone zone : declared.fragment().zones()) {
                ObjectKey key = key(Kind.ZONE, declared, zone.domain());
                Optional<String> group = group(declared, zone.distribution());
                if (group.isEmpty()) {
                    waiting.put(key, "the name " + zone.domain() + " waits for a group");
                    continue;
                }
                String id = ids.get(key);
                Actual.Zone there = id == null ? null : actual.zones().get(id);
                if (there == null) {
                    changes.add(new Change.CreateZone(key, zone, group.get()));
                } else if (!there.distribution().equals(Set.of(group.get()))
                        || !there.records().equals(Change.records(zone))) {
                    changes.add(new Change.DeleteZone(key, there.id()));
                }
            }
        }
    }

    private Optional<String> group(Declared declared, GroupRef reference) {
        return switch (reference) {
            case GroupRef.Own(String key) ->
                    Optional.ofNullable(ids.get(key(Kind.GROUP, declared, key)));
            case GroupRef.Declared(String feature, String fragment, String key) ->
                    Optional.ofNullable(ids.get(new ObjectKey(Kind.GROUP, feature, fragment, key)));
            case GroupRef.Foreign(String name) -> actual.groupNamed(name).map(Actual.Group::id);
        };
    }

    /** What is ours and wanted by nobody any more goes: policies first, then names, then groups. */
    private void leftovers() {
        Set<ObjectKey> wanted = new HashSet<>();
        for (Declared declared : desired) {
            declared.fragment()
                    .groups()
                    .forEach(group -> wanted.add(key(Kind.GROUP, declared, group.key())));
            declared.fragment()
                    .policies()
                    .forEach(policy -> wanted.add(key(Kind.POLICY, declared, policy.key())));
            declared.fragment()
                    .zones()
                    .forEach(zone -> wanted.add(key(Kind.ZONE, declared, zone.domain())));
        }
        ids.forEach(
                (key, id) -> {
                    if (wanted.contains(key)) {
                        return;
                    }
                    switch (key.kind()) {
                        case POLICY -> changes.add(new Change.DeletePolicy(key, id));
                        case ZONE -> changes.add(new Change.DeleteZone(key, id));
                        case GROUP -> {
                            Actual.Group group = actual.groups().get(id);
                            if (group != null && !group.peers().isEmpty()) {
                                changes.add(new Change.RemovePeers(key, id, group.peers()));
                            }
                            changes.add(new Change.DeleteGroup(key, id));
                        }
                    }
                });
        for (Owned object : owned.values()) {
            if (!wanted.contains(object.key())
                    && !ids.containsKey(object.key())
                    && object.netbirdId().isEmpty()) {
                changes.add(new Change.Forget(object.key()));
            }
        }
    }

    private static ObjectKey key(Kind kind, Declared declared, String key) {
        return new ObjectKey(kind, declared.feature(), declared.fragment().name(), key);
    }

    /**
     * What is to be done.
     *
     * @param changes in order, revocations first
     * @param waiting what cannot be done yet, and why, in words
     */
    public record Plan(List<Change> changes, Map<ObjectKey, String> waiting) {
        public Plan {
            changes = List.copyOf(changes);
        }

        public boolean isEmpty() {
            return changes.isEmpty();
        }
    }
}
