// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.mesh.DnsZone;
import org.tuttlenetwork.lightweb.api.mesh.Fragment;
import org.tuttlenetwork.lightweb.api.mesh.GroupRef;
import org.tuttlenetwork.lightweb.api.mesh.KeyedDevice;
import org.tuttlenetwork.lightweb.api.mesh.MeshGroup;
import org.tuttlenetwork.lightweb.api.mesh.MeshPolicy;
import org.tuttlenetwork.lightweb.api.mesh.MeshPolicy.Protocol;

import java.util.List;
import java.util.Set;

class ArrivalsTest {
    private static final GroupRef OWN = new GroupRef.Own("members");
    private static final MeshGroup MIA = group(Set.of("mia"), Set.of());
    private static final MeshPolicy RULE =
            new MeshPolicy("all", "all", OWN, OWN, Protocol.TCP, List.of(80, 443), true);
    private static final DnsZone ZONE = new DnsZone("kitchen.internal", OWN, List.of(), false);
    private static final KeyedDevice FRIDGE =
            new KeyedDevice("fridge", "fridge", Set.of("members"));

    private static MeshGroup group(Set<String> users, Set<String> peers) {
        Set<UserId> ids = Set.copyOf(users.stream().map(UserId::new).toList());
        return new MeshGroup("members", "kitchen", ids, peers);
    }

    private static Fragment of(MeshGroup group) {
        return new Fragment(
                "kitchen", List.of(group), List.of(RULE), List.of(ZONE), List.of(FRIDGE));
    }

    private static void narrows(Fragment before, Fragment after) {
        assertThat(Arrivals.only(before, after)).isFalse();
    }

    @Test
    void isWhoComes() {
        assertThat(Arrivals.only(of(MIA), of(MIA))).isTrue();
        assertThat(Arrivals.only(of(MIA), of(group(Set.of("mia", "max"), Set.of("server")))))
                .isTrue();
    }

    @Test
    void isNoneWhereSomebodyOrAMachineGoes() {
        narrows(of(MIA), of(group(Set.of("max"), Set.of())));
        narrows(of(group(Set.of(), Set.of("server"))), of(group(Set.of("mia"), Set.of())));
    }

    @Test
    void isNoneWhereAnythingElseIsNotAsItWas() {
        Fragment before = of(MIA);
        List<MeshGroup> groups = List.of(MIA);
        narrows(before, new Fragment("kitchen", groups, List.of(), List.of(ZONE), List.of(FRIDGE)));
        narrows(before, new Fragment("kitchen", groups, List.of(RULE), List.of(), List.of(FRIDGE)));
        narrows(before, new Fragment("kitchen", groups, List.of(RULE), List.of(ZONE)));
        narrows(before, new Fragment("kitchen", List.of(), List.of(), List.of(), List.of()));
    }

    @Test
    void isAlsoAGroupThatNobodyKnewBefore() {
        Fragment before = new Fragment("kitchen", List.of(MIA), List.of(), List.of());
        MeshGroup cooks = new MeshGroup("cooks", "cooks", Set.of(new UserId("max")), Set.of());
        Fragment after = new Fragment("kitchen", List.of(cooks, MIA), List.of(), List.of());
        assertThat(Arrivals.only(before, after)).isTrue();
        narrows(after, before);
    }
}
