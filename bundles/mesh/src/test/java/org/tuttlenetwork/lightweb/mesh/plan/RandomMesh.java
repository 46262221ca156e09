// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.plan;

import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.mesh.DnsZone;
import org.tuttlenetwork.lightweb.api.mesh.Fragment;
import org.tuttlenetwork.lightweb.api.mesh.GroupRef;
import org.tuttlenetwork.lightweb.api.mesh.KeyedDevice;
import org.tuttlenetwork.lightweb.api.mesh.MeshGroup;
import org.tuttlenetwork.lightweb.api.mesh.MeshPolicy;
import org.tuttlenetwork.lightweb.api.mesh.MeshPolicy.Protocol;
import org.tuttlenetwork.lightweb.mesh.plan.ObjectKey.Kind;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Makes meshes and wishes from a seed. */
final class RandomMesh {
    private static final List<String> FRAGMENTS = List.of("one", "two", "three");
    private static final List<String> KEYS = List.of("a", "b");
    private static final int USERS = 6;

    private final Random random;

    RandomMesh(long seed) {
        random = new Random(seed);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T oneOf(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    /** People with and without devices, machines, and objects that are somebody else's. */
    NetbirdModel netbird() {
        NetbirdModel model = new NetbirdModel(() -> chance(15));
        for (int user = 0; user < USERS - 1; user++) {
            boolean pending = chance(20);
            model.users.put(
                    "u" + user, new Actual.User("u" + user, "user", pending, pending, List.of()));
            for (int device = random.nextInt(3); device > 0; device--) {
                peer(model, "u" + user);
            }
        }
        peer(model, "");
        peer(model, "");
        Set<String> some = new HashSet<>(model.peers.keySet());
        some.removeIf(_ -> chance(50));
        String all = model.foreignGroup("All", model.peers.keySet());
        String core = model.foreignGroup("core", some);
        model.foreignGroup("twice", Set.of());
        model.foreignGroup("twice", Set.of());
        model.foreignPolicy(
                "Default",
                new Actual.Rule(true, Set.of(all), Set.of(all), "all", List.of(), true, true));
        model.foreignPolicy(
                "theirs [lw:not-ours]",
                new Actual.Rule(
                        true, Set.of(core), Set.of(all), "tcp", List.of("22"), false, true));
        model.users
                .keySet()
                .forEach(
                        user -> {
                            if (chance(40)) {
                                model.user(user, Set.of(core), Set.of());
                            }
                        });
        return model;
    }

    String peer(NetbirdModel model, String user) {
        String id = model.id();
        model.peers.put(
                id,
                new Actual.Peer(
                        id,
                        "host-" + (model.peers.size() % 4),
                        user,
                        "100.64.1." + model.peers.size(),
                        "",
                        true));
        return id;
    }

    Desired desired(Set<FragmentKey> before) {
        List<Declared> declared = new ArrayList<>();
        for (String feature : List.of("islands", "catalog")) {
            for (String name : FRAGMENTS) {
                if (chance(60)) {
                    declared.add(new Declared(feature, fragment(feature, name)));
                }
            }
        }
        Set<FragmentKey> withdrawn = new HashSet<>(before);
        declared.forEach(one -> withdrawn.remove(one.key()));
        return new Desired(declared, withdrawn);
    }

    private Fragment fragment(String feature, String name) {
        List<MeshGroup> groups = new ArrayList<>();
        List<MeshPolicy> policies = new ArrayList<>();
        List<DnsZone> zones = new ArrayList<>();
        for (String key : KEYS) {
            if (chance(70)) {
                groups.add(new MeshGroup(key, "group " + key, users(), machines()));
            }
            if (chance(60)) {
                policies.add(policy(key));
            }
        }
        if (chance(50)) {
            String domain = name + "." + feature + ".tuttle";
            List<DnsZone.Entry> entries = new ArrayList<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                String content = "100.64.0." + i;
                int ttl = chance(80) ? 300 : 60;
                entries.add(new DnsZone.Entry("n." + domain, DnsZone.Type.A, content, ttl));
            }
            zones.add(new DnsZone(domain, reference(), entries, chance(40)));
        }
        return new Fragment(name, groups, policies, zones, devices(groups));
    }

    private List<KeyedDevice> devices(List<MeshGroup> groups) {
        List<KeyedDevice> devices = new ArrayList<>();
        for (String key : List.of("device-1", "device-2")) {
            if (chance(30)) {
                Set<String> joins = new HashSet<>();
                groups.forEach(group -> joins.add(group.key()));
                joins.removeIf(_ -> chance(30));
                devices.add(new KeyedDevice(key, "device " + key, joins));
            }
        }
        return devices;
    }

    private MeshPolicy policy(String key) {
        boolean all = chance(40);
        List<Integer> ports = all ? List.of() : List.of(oneOf(List.of(80, 443, 8448)));
        return new MeshPolicy(
                key,
                "policy " + key,
                reference(),
                reference(),
                all ? Protocol.ALL : Protocol.TCP,
                ports,
                chance(50));
    }

    private GroupRef reference() {
        return switch (random.nextInt(4)) {
            case 0 -> new GroupRef.Foreign(oneOf(List.of("All", "core", "twice", "nowhere")));
            case 1 ->
                    new GroupRef.Declared(
                            oneOf(List.of("islands", "catalog")), oneOf(FRAGMENTS), oneOf(KEYS));
            default -> new GroupRef.Own(oneOf(KEYS));
        };
    }

    private Set<UserId> users() {
        Set<UserId> users = new HashSet<>();
        for (int i = 0; i < USERS; i++) {
            if (chance(40)) {
                users.add(new UserId("u" + i));
            }
        }
        return users;
    }

    private Set<String> machines() {
        return chance(30) ? Set.of("host-" + random.nextInt(4)) : Set.of();
    }

    /** What people do in NetBird's dashboard to objects of ours, and devices that come. */
    void disturb(NetbirdModel model) {
        if (chance(50)) {
            peer(model, "u" + random.nextInt(USERS - 1));
        }
        joinByKeys(model);
        for (Owned object : model.owned()) {
            String id = object.netbirdId().orElse("");
            if (model.groups.containsKey(id)) {
                Set<String> some = new HashSet<>(model.peers.keySet());
                some.removeIf(_ -> chance(70));
                model.group(id, chance(50) ? some : Set.of(), chance(50) ? Set.of() : some);
                String user = "u" + random.nextInt(USERS - 1);
                if (chance(20) && !model.users.get(user).autoGroups().contains(id)) {
                    model.user(user, Set.of(id), Set.of());
                }
            } else if (model.policies.containsKey(id)) {
                disturbPolicy(model, id);
            } else if (chance(20)) {
                model.zones.remove(id);
            }
        }
    }

    /** Devices come by the setup keys that were made for them. */
    private void joinByKeys(NetbirdModel model) {
        for (Owned object : model.owned()) {
            String id = object.netbirdId().orElse("");
            if (object.key().kind() == Kind.DEVICE && model.groups.containsKey(id) && chance(60)) {
                String peer = peer(model, "");
                model.group(id, Set.of(peer), Set.of());
            }
        }
    }

    private void disturbPolicy(NetbirdModel model, String id) {
        Actual.Policy policy = model.policies.get(id);
        Actual.Rule rule = policy.rule();
        if (chance(20)) {
            model.policies.remove(id);
        } else if (chance(50)) {
            model.policies.put(
                    id,
                    new Actual.Policy(
                            id,
                            policy.name(),
                            new Actual.Rule(
                                    chance(50),
                                    rule.sources(),
                                    rule.destinations(),
                                    "all",
                                    List.of(),
                                    true,
                                    true)));
        }
    }
}
