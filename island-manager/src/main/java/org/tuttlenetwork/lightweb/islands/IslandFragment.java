// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.mesh.DnsZone;
import org.tuttlenetwork.lightweb.api.mesh.Fragment;
import org.tuttlenetwork.lightweb.api.mesh.GroupRef;
import org.tuttlenetwork.lightweb.api.mesh.KeyedDevice;
import org.tuttlenetwork.lightweb.api.mesh.MeshGroup;
import org.tuttlenetwork.lightweb.api.mesh.MeshPolicy;
import org.tuttlenetwork.lightweb.api.mesh.MeshPolicy.Protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an island wants of the mesh: one group for all members, and the policies of its rules. */
public final class IslandFragment {
    /** The key of the group of all members. */
    static final String MEMBERS = "members";

    /** What the keys of groups of those who have agreed begin with. */
    private static final String AGREED = "agreed-";

    /** The feature that declares islands' fragments. */
    static final String FEATURE = "islands";

    private IslandFragment() {}

    /** The name of an island's fragment. */
    public static String name(UUID island) {
        return "island-" + island;
    }

    /** How other features name the group of an island's members. */
    public static GroupRef members(UUID island) {
        return new GroupRef.Declared(FEATURE, name(island), MEMBERS);
    }

    /**
     * The fragment of an island. A rule that not everybody has agreed to has a group of its own,
     * with who has.
     *
     * @param members everybody with an effective role
     * @param devices that come without a login: each where its sponsor is, and nowhere while the
     *     sponsor is not in
     */
    public static Fragment of(
            IslandRecord island,
            Set<UserId> members,
            Agreements all,
            List<IslandDevice> devices,
            IslandNames names) {
        Agreements agreements = all.of(members);
        List<MeshGroup> groups = new ArrayList<>();
        List<MeshPolicy> policies = new ArrayList<>();
        String title = "island " + island.slug();
        groups.add(new MeshGroup(MEMBERS, title, members, Set.of()));
        List<Integer> common = new ArrayList<>();
        for (MemberRules rule : rules(island.rules(), agreements)) {
            Set<UserId> agreed = agreements.agreedTo(rule, members);
            if (!agreed.equals(members)) {
                String key = AGREED + word(rule);
                groups.add(new MeshGroup(key, title + " " + word(rule), agreed, Set.of()));
                policies.add(policy(key, title + " " + word(rule), rule));
            } else if (rule instanceof MemberRules.ChosenPorts(List<Integer> ports)) {
                common.addAll(ports);
            } else {
                policies.add(policy(MEMBERS, title + " members", rule));
            }
        }
        if (!common.isEmpty()) {
            MemberRules rule = new MemberRules.ChosenPorts(common);
            policies.add(policy(MEMBERS, title + " members", rule));
        }
        return new Fragment(
                name(island.id()),
                groups,
                policies,
                zones(island, names),
                devices.stream().map(device -> device(device, groups, title)).toList());
    }

    private static KeyedDevice device(IslandDevice device, List<MeshGroup> groups, String title) {
        Set<String> joins =
                groups.stream()
                        .filter(group -> group.users().contains(device.sponsor()))
                        .map(MeshGroup::key)
                        .collect(Collectors.toSet());
        return new KeyedDevice(device.key(), title + " device", joins);
    }

    private static List<DnsZone> zones(IslandRecord island, IslandNames names) {
        return names.domain().isEmpty()
                ? List.of()
                : List.of(
                        new DnsZone(
                                island.slug() + "." + names.domain(),
                                new GroupRef.Own(MEMBERS),
                                List.of(),
                                names.devices()));
    }

    /** The rules one by one, each port for itself. */
    private static List<MemberRules> rules(MemberRules rules, Agreements agreements) {
        return switch (rules) {
            case MemberRules.ServicesOnly() -> List.of();
            case MemberRules.ChosenPorts(List<Integer> ports) -> each(ports.stream());
            case MemberRules.Everything() -> {
                // Between those who have not agreed to everything, what they had agreed to.
                List<MemberRules> parts = new ArrayList<>(each(ports(agreements)));
                parts.add(rules);
                yield parts;
            }
        };
    }

    private static Stream<Integer> ports(Agreements agreements) {
        return agreements.less().values().stream()
                .flatMap(
                        agreed ->
                                agreed instanceof MemberRules.ChosenPorts(List<Integer> ports)
                                        ? ports.stream()
                                        : Stream.of());
    }

    private static List<MemberRules> each(Stream<Integer> ports) {
        return ports.distinct()
                .sorted()
                .<MemberRules>map(port -> new MemberRules.ChosenPorts(List.of(port)))
                .toList();
    }

    private static String word(MemberRules rule) {
        return rule instanceof MemberRules.ChosenPorts(List<Integer> ports)
                ? "port-" + ports.getFirst()
                : "everything";
    }

    private static MeshPolicy policy(String key, String title, MemberRules rule) {
        GroupRef own = new GroupRef.Own(key);
        return rule instanceof MemberRules.ChosenPorts(List<Integer> ports)
                ? new MeshPolicy(key, title, own, own, Protocol.TCP, ports, true)
                : new MeshPolicy(key, title, own, own, Protocol.ALL, List.of(), true);
    }
}
