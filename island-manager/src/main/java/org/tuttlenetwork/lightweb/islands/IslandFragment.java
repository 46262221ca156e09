// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.mesh.DnsZone;
import org.tuttlenetwork.lightweb.api.mesh.Fragment;
import org.tuttlenetwork.lightweb.api.mesh.GroupRef;
import org.tuttlenetwork.lightweb.api.mesh.MeshGroup;
import org.tuttlenetwork.lightweb.api.mesh.MeshPolicy;
import org.tuttlenetwork.lightweb.api.mesh.MeshPolicy.Protocol;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What an island wants of the mesh: one group for all members, and the policies of its rules. */
public final class IslandFragment {
    /** The key of the group of all members. */
    static final String MEMBERS = "members";

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
     * The fragment of an island.
     *
     * @param members everybody with an effective role
     */
    public static Fragment of(IslandRecord island, Set<UserId> members) {
        MeshGroup group = new MeshGroup(MEMBERS, "island " + island.slug(), members, Set.of());
        return new Fragment(
                name(island.id()), List.of(group), policies(island), List.<DnsZone>of());
    }

    private static List<MeshPolicy> policies(IslandRecord island) {
        GroupRef own = new GroupRef.Own(MEMBERS);
        String title = "island " + island.slug() + " members";
        return switch (island.rules()) {
            case MemberRules.ServicesOnly() -> List.of();
            case MemberRules.ChosenPorts(List<Integer> ports) ->
                    List.of(new MeshPolicy(MEMBERS, title, own, own, Protocol.TCP, ports, true));
            case MemberRules.Everything() ->
                    List.of(
                            new MeshPolicy(
                                    MEMBERS, title, own, own, Protocol.ALL, List.of(), true));
        };
    }
}
