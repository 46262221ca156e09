// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.mesh.GroupRef;
import org.tuttlenetwork.lightweb.api.mesh.KeyedDevice;
import org.tuttlenetwork.lightweb.api.mesh.MeshGroup;
import org.tuttlenetwork.lightweb.api.mesh.MeshPolicy;
import org.tuttlenetwork.lightweb.mesh.plan.Change.Stage;
import org.tuttlenetwork.lightweb.mesh.plan.ObjectKey.Kind;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/** What holds of every plan, whatever is wanted and whatever is there. */
class PlannerPropertyTest {
    private static final int MOST_ROUNDS = 12;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 400);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void reachesWhatIsWantedAndTouchesNothingElse(long seed) {
        RandomMesh random = new RandomMesh(seed);
        NetbirdModel model = random.netbird();
        Foreign foreign = Foreign.of(model);
        Set<FragmentKey> before = new HashSet<>();
        for (int era = 0; era < 3; era++) {
            Desired desired = random.desired(before);
            converge(desired, model);
            requireReached(desired, model);
            assertThat(Foreign.of(model)).isEqualTo(foreign.withThoseOf(model));
            before = new HashSet<>();
            for (Declared declared : desired.declared()) {
                before.add(declared.key());
            }
            random.disturb(model);
            foreign = Foreign.of(model);
        }
        converge(new Desired(List.of(), before), model);
        assertThat(model.owned()).isEmpty();
        assertThat(Foreign.of(model)).isEqualTo(foreign.withThoseOf(model));
    }

    private static void converge(Desired desired, NetbirdModel model) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Plan plan = Planner.plan(desired, model.actual(), model.owned());
            if (plan.isEmpty()) {
                return;
            }
            requireOrder(plan);
            boolean revoking = plan.changes().stream().anyMatch(Change::isRevocation);
            plan.changes().stream()
                    .filter(change -> !revoking || change.stage().compareTo(Stage.REVOKE) <= 0)
                    .forEach(model::apply);
        }
        assertThat(Planner.plan(desired, model.actual(), model.owned()).changes()).isEmpty();
    }

    /** A user is let into nothing before everybody is out of what they have to leave. */
    private static void requireOrder(Plan plan) {
        List<Stage> stages = plan.changes().stream().map(Change::stage).toList();
        assertThat(stages).isSorted();
    }

    private static void requireReached(Desired desired, NetbirdModel model) {
        Set<ObjectKey> wanted = new HashSet<>();
        for (Declared declared : desired.declared()) {
            for (MeshGroup group : declared.fragment().groups()) {
                ObjectKey key = key(Kind.GROUP, declared, group.key());
                wanted.add(key);
                requireMembers(model, key, group, keyed(model, declared, group.key()));
            }
            declared.fragment()
                    .devices()
                    .forEach(device -> wanted.add(key(Kind.DEVICE, declared, device.key())));
        }
        for (Declared declared : desired.declared()) {
            for (MeshPolicy policy : declared.fragment().policies()) {
                ObjectKey key = key(Kind.POLICY, declared, policy.key());
                wanted.add(key);
                requireRule(model, declared, key, policy);
            }
            declared.fragment()
                    .zones()
                    .forEach(zone -> wanted.add(key(Kind.ZONE, declared, zone.domain())));
        }
        assertThat(wanted).containsAll(model.owned.keySet());
    }

    /** The devices of a fragment that join a group: each alone in the group of its own key. */
    private static Set<String> keyed(NetbirdModel model, Declared declared, String group) {
        Set<String> keyed = new HashSet<>();
        for (KeyedDevice device : declared.fragment().devices()) {
            Owned owned = model.owned.get(key(Kind.DEVICE, declared, device.key()));
            Set<String> there = model.groups.get(owned.netbirdId().orElseThrow()).peers();
            assertThat(there).allMatch(model::isWithoutUser);
            if (device.joins().contains(group) && there.size() == 1) {
                keyed.addAll(there);
            }
        }
        return keyed;
    }

    private static void requireMembers(
            NetbirdModel model, ObjectKey key, MeshGroup group, Set<String> keyed) {
        String id = model.owned.get(key).netbirdId().orElseThrow();
        Set<String> expected = new HashSet<>(keyed);
        for (Actual.Peer peer : model.peers.values()) {
            boolean member =
                    peer.userId().isEmpty()
                            ? group.peers().contains(peer.name())
                                    && !model.isInGroupOfAKey(peer.id())
                            : group.users().contains(new UserId(peer.userId()));
            if (member) {
                expected.add(peer.id());
            }
        }
        assertThat(model.groups.get(id).peers()).isEqualTo(expected);
        for (Actual.User user : model.users.values()) {
            boolean member = group.users().contains(new UserId(user.id()));
            assertThat(user.autoGroups().contains(id)).isEqualTo(member);
            assertThat(member && user.pending()).isFalse();
        }
    }

    private static void requireRule(
            NetbirdModel model, Declared declared, ObjectKey key, MeshPolicy policy) {
        Optional<String> source = group(model, declared, policy.source());
        Optional<String> destination = group(model, declared, policy.destination());
        Owned owned = model.owned.get(key);
        if (source.isEmpty() || destination.isEmpty()) {
            return;
        }
        Actual.Rule rule = model.policies.get(owned.netbirdId().orElseThrow()).rule();
        assertThat(rule)
                .isEqualTo(
                        new Actual.Rule(
                                true,
                                Set.of(source.get()),
                                Set.of(destination.get()),
                                policy.protocol().name().toLowerCase(java.util.Locale.ROOT),
                                policy.ports().stream().map(String::valueOf).toList(),
                                policy.bidirectional(),
                                true));
    }

    private static Optional<String> group(NetbirdModel model, Declared from, GroupRef reference) {
        return switch (reference) {
            case GroupRef.Own(String key) ->
                    Optional.ofNullable(model.owned.get(key(Kind.GROUP, from, key)))
                            .flatMap(Owned::netbirdId);
            case GroupRef.Declared(String feature, String fragment, String key) ->
                    Optional.ofNullable(
                                    model.owned.get(
                                            new ObjectKey(Kind.GROUP, feature, fragment, key)))
                            .flatMap(Owned::netbirdId);
            case GroupRef.Foreign(String name) ->
                    model.actual().groupNamed(name).map(Actual.Group::id);
        };
    }

    private static ObjectKey key(Kind kind, Declared declared, String key) {
        return new ObjectKey(kind, declared.feature(), declared.fragment().name(), key);
    }

    /** All that is not ours. */
    private record Foreign(
            Map<String, Actual.Group> groups,
            Map<String, Actual.Policy> policies,
            Map<String, Set<String>> autoGroups) {
        /** A device that came by a key of ours goes with it, from wherever else it was put. */
        Foreign withThoseOf(NetbirdModel model) {
            Map<String, Actual.Group> left = new HashMap<>();
            groups.forEach(
                    (id, group) -> {
                        Set<String> peers = new HashSet<>(group.peers());
                        peers.retainAll(model.peers.keySet());
                        left.put(id, new Actual.Group(id, group.name(), peers));
                    });
            return new Foreign(left, policies, autoGroups);
        }

        static Foreign of(NetbirdModel model) {
            Set<String> ours = model.ownedIds();
            Map<String, Actual.Group> groups = new HashMap<>(model.groups);
            groups.keySet().removeAll(ours);
            Map<String, Actual.Policy> policies = new HashMap<>(model.policies);
            policies.keySet().removeAll(ours);
            Map<String, Set<String>> autoGroups = new HashMap<>();
            for (Actual.User user : model.users.values()) {
                Set<String> theirs = new HashSet<>(user.autoGroups());
                theirs.removeAll(ours);
                autoGroups.put(user.id(), theirs);
            }
            return new Foreign(groups, policies, autoGroups);
        }
    }
}
