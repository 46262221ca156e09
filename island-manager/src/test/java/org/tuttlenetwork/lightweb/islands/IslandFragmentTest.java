// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.mesh.Fragment;
import org.tuttlenetwork.lightweb.api.mesh.GroupRef;
import org.tuttlenetwork.lightweb.api.mesh.MeshPolicy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

class IslandFragmentTest {
    private static final UserId MIA = new UserId("1");

    @Test
    void meetsInServicesOnlyWithoutAnyPolicy() {
        Fragment fragment = IslandFragment.of(island(new MemberRules.ServicesOnly()), Set.of(MIA));
        assertThat(fragment.policies()).isEmpty();
        assertThat(fragment.groups())
                .singleElement()
                .satisfies(g -> assertThat(g.users()).containsExactly(MIA));
    }

    @Test
    void opensExactlyTheChosenPortsAmongMembers() {
        Fragment fragment =
                IslandFragment.of(
                        island(new MemberRules.ChosenPorts(List.of(445, 22, 22))), Set.of());
        GroupRef members = new GroupRef.Own("members");
        assertThat(fragment.policies())
                .singleElement()
                .satisfies(
                        policy -> {
                            assertThat(policy.protocol()).isEqualTo(MeshPolicy.Protocol.TCP);
                            assertThat(policy.ports()).containsExactly(22, 445);
                            assertThat(policy.source()).isEqualTo(members);
                            assertThat(policy.destination()).isEqualTo(members);
                        });
    }

    @Test
    void refusesPortsThatAreNone() {
        assertThatThrownBy(() -> new MemberRules.ChosenPorts(List.of(0)))
                .hasMessageContaining("1 to 65535");
        assertThatThrownBy(() -> new MemberRules.ChosenPorts(List.of()))
                .hasMessageContaining("1 to 20");
    }

    private static IslandRecord island(MemberRules rules) {
        return new IslandRecord(
                new UUID(1, 2), new Slug("kitchen"), "Kitchen", rules, MIA, Instant.EPOCH, 0);
    }
}
