// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.mesh.Fragment;
import org.tuttlenetwork.lightweb.api.mesh.GroupRef;
import org.tuttlenetwork.lightweb.api.mesh.MeshGroup;
import org.tuttlenetwork.lightweb.api.mesh.MeshPolicy;
import org.tuttlenetwork.lightweb.mesh.plan.Actual.Group;
import org.tuttlenetwork.lightweb.mesh.plan.Actual.Peer;
import org.tuttlenetwork.lightweb.mesh.plan.Actual.Policy;
import org.tuttlenetwork.lightweb.mesh.plan.Actual.User;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

class PlannerTest {
    private static final int PEOPLE = 6;

    /**
     * Random wishes, one after another: each is reached, nothing foreign is touched, and then there
     * is nothing to do.
     */
    @RepeatedTest(200)
    void reachesWhatIsWantedAndTouchesNothingElse(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Model netbird = new Model(random);
        Map<String, Group> foreignGroups = netbird.foreignGroups();
        for (int wish = 0; wish < 4; wish++) {
            List<Declared> desired = desired(random);
            netbird.reach(desired);
            for (Declared declared : desired) {
                MeshGroup group = declared.fragment().groups().getFirst();
                assertThat(netbird.peersOf(declared)).isEqualTo(netbird.devicesOf(group.users()));
            }
            assertThat(netbird.foreignGroups()).isEqualTo(foreignGroups);
            assertThat(netbird.foreignAutoGroups()).allMatch(groups -> groups.contains("foreign"));
            assertThat(netbird.plan(desired).isEmpty()).isTrue();
            assertThat(netbird.ownedCount()).isEqualTo(objects(desired));
        }
    }

    @Test
    void revokesBeforeItGrants() {
        Model netbird = new Model(new Random(1));
        netbird.reach(List.of(island("a", Set.of("u0", "u1"))));
        Planner.Plan plan = netbird.plan(List.of(island("a", Set.of("u1", "u2"))));
        List<Boolean> revocations = plan.changes().stream().map(Change::isRevocation).toList();
        assertThat(revocations).contains(true, false);
        assertThat(revocations.lastIndexOf(true)).isLessThan(revocations.indexOf(false));
    }

    @Test
    void adoptsOnlyWhatCarriesTheNonceOfABegunCreation() {
        Model netbird = new Model(new Random(1));
        Declared island = island("a", Set.of());
        ObjectKey key = new ObjectKey(ObjectKey.Kind.GROUP, "islands", "a", "members");
        netbird.owned.put(key, new Owned(key, "n1", Optional.empty()));
        netbird.groups.put("g9", new Group("g9", "island a " + Owned.mark("n1"), Set.of()));
        netbird.groups.put("g8", new Group("g8", "island a", Set.of()));
        assertThat(netbird.plan(List.of(island)).changes()).contains(new Change.Adopt(key, "g9"));
    }

    @Test
    void judgesNoPeerThatTheListingDoesNotShow() {
        Model netbird = new Model(new Random(1));
        Declared island = island("a", Set.of("u0", "u1"));
        netbird.reach(List.of(island));
        netbird.peers.clear();
        assertThat(netbird.plan(List.of(island)).changes()).noneMatch(Change::isRevocation);
    }

    @Test
    void waitsWithWordsForAGroupThatIsNotThere() {
        Model netbird = new Model(new Random(1));
        MeshPolicy policy =
                new MeshPolicy(
                        "use",
                        "use it",
                        new GroupRef.Declared("islands", "gone", "members"),
                        new GroupRef.Own("server"),
                        MeshPolicy.Protocol.TCP,
                        List.of(443),
                        false);
        Declared service =
                new Declared(
                        "catalog",
                        new Fragment(
                                "s",
                                List.of(new MeshGroup("server", "s", Set.of(), Set.of())),
                                List.of(policy),
                                List.of()));
        netbird.reach(List.of(service));
        assertThat(netbird.plan(List.of(service)).waiting().values())
                .containsExactly("the policy use it waits for a group");
        assertThat(netbird.policies).isEmpty();
    }

    private static int objects(List<Declared> desired) {
        return desired.stream()
                .mapToInt(d -> d.fragment().groups().size() + d.fragment().policies().size())
                .sum();
    }

    private static List<Declared> desired(Random random) {
        List<Declared> desired = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            if (random.nextInt(4) > 0) {
                Set<String> users = new HashSet<>();
                for (int i = 0; i < PEOPLE; i++) {
                    if (random.nextBoolean()) {
                        users.add("u" + i);
                    }
                }
                desired.add(island(name, users));
            }
        }
        return desired;
    }

    private static Declared island(String name, Set<String> users) {
        Set<UserId> members = new HashSet<>();
        users.forEach(user -> members.add(new UserId(user)));
        GroupRef own = new GroupRef.Own("members");
        return new Declared(
                "islands",
                new Fragment(
                        name,
                        List.of(new MeshGroup("members", "island " + name, members, Set.of())),
                        List.of(
                                new MeshPolicy(
                                        "members",
                                        "p",
                                        own,
                                        own,
                                        MeshPolicy.Protocol.TCP,
                                        List.of(22),
                                        true)),
                        List.of()));
    }

    /**
     * NetBird in memory: people with devices, something foreign, and what the changes make of it.
     */
    private static final class Model {
        private final Map<String, Group> groups = new HashMap<>();
        private final Map<String, Policy> policies = new HashMap<>();
        private final Map<String, User> users = new HashMap<>();
        private final Map<String, Peer> peers = new HashMap<>();
        private final Map<ObjectKey, Owned> owned = new HashMap<>();
        private int next;

        Model(Random random) {
            groups.put("foreign", new Group("foreign", "somebody else's", Set.of("p0-0")));
            for (int i = 0; i < PEOPLE; i++) {
                users.put("u" + i, new User("u" + i, "user", false, false, List.of("foreign")));
                for (int device = 0; device <= random.nextInt(2); device++) {
                    String id = "p" + i + "-" + device;
                    peers.put(id, new Peer(id, id, "u" + i, "100.64.0.1", "linux", true));
                }
            }
        }

        Planner.Plan plan(List<Declared> desired) {
            return Planner.plan(
                    desired,
                    new Actual(groups, policies, users, peers, Map.of()),
                    List.copyOf(owned.values()));
        }

        void reach(List<Declared> desired) {
            for (int round = 0; round < 8; round++) {
                Planner.Plan plan = plan(desired);
                if (plan.isEmpty()) {
                    return;
                }
                plan.changes().forEach(this::apply);
            }
            throw new AssertionError("Not reached: " + plan(desired).changes());
        }

        private void apply(Change change) {
            switch (change) {
                case Change.RemovePeers(var _, var id, var gone) -> peersOf(id, gone, false);
                case Change.AddPeers(var _, var id, var more) -> peersOf(id, more, true);
                case Change.RemoveAutoGroups(var _, var user, var gone) ->
                        autoGroups(user, gone, false);
                case Change.AddAutoGroups(var _, var user, var more) ->
                        autoGroups(user, more, true);
                case Change.CreateGroup(var key, var name) -> {
                    String id = "g" + next++;
                    groups.put(id, new Group(id, name, Set.of()));
                    owned.put(key, new Owned(key, id, Optional.of(id)));
                }
                case Change.CreatePolicy(var key, var name, var rule) -> {
                    String id = "r" + next++;
                    policies.put(id, new Policy(id, name, rule, MissingNode.getInstance()));
                    owned.put(key, new Owned(key, id, Optional.of(id)));
                }
                case Change.UpdatePolicy(var _, var id, var rule) ->
                        policies.put(
                                id,
                                new Policy(
                                        id,
                                        policies.get(id).name(),
                                        rule,
                                        MissingNode.getInstance()));
                case Change.DeletePolicy(var key, var id) -> {
                    policies.remove(id);
                    owned.remove(key);
                }
                case Change.DeleteGroup(var key, var id) -> {
                    groups.remove(id);
                    owned.remove(key);
                }
                case Change.Adopt(var key, var id) ->
                        owned.put(key, new Owned(key, id, Optional.of(id)));
                case Change.Forget(var key) -> owned.remove(key);
                case Change.ApproveUser(var _, var _),
                        Change.CreateZone(var _, var _, var _),
                        Change.DeleteZone(var _, var _) ->
                        throw new AssertionError("Not in this model: " + change);
            }
        }

        private void peersOf(String id, Set<String> which, boolean add) {
            Set<String> all = new TreeSet<>(groups.get(id).peers());
            boolean unused = add ? all.addAll(which) : all.removeAll(which);
            groups.put(id, new Group(id, groups.get(id).name(), all));
        }

        private void autoGroups(String id, Set<String> which, boolean add) {
            User user = users.get(id);
            List<String> all = new ArrayList<>(user.autoGroups());
            boolean unused = add ? all.addAll(which) : all.removeAll(which);
            users.put(id, new User(id, user.role(), false, false, all));
        }

        Set<String> peersOf(Declared declared) {
            ObjectKey key =
                    new ObjectKey(
                            ObjectKey.Kind.GROUP, "islands", declared.fragment().name(), "members");
            return groups.get(owned.get(key).netbirdId().orElseThrow()).peers();
        }

        Set<String> devicesOf(Set<UserId> members) {
            Set<String> devices = new TreeSet<>();
            for (Peer peer : peers.values()) {
                if (members.contains(new UserId(peer.userId()))) {
                    devices.add(peer.id());
                }
            }
            return devices;
        }

        Map<String, Group> foreignGroups() {
            return Map.of("foreign", groups.get("foreign"));
        }

        List<List<String>> foreignAutoGroups() {
            return users.values().stream().map(User::autoGroups).toList();
        }

        int ownedCount() {
            return owned.size();
        }
    }
}
