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
import java.util.Map;
import java.util.Set;
import java.util.UUID;

class IslandFragmentTest {
    private static final UserId MIA = new UserId("1");
    private static final UserId OMAR = new UserId("2");

    @Test
    void meetsInServicesOnlyWithoutAnyPolicy() {
        Fragment fragment =
                IslandFragment.of(
                        island(new MemberRules.ServicesOnly()), Set.of(MIA), Agreements.WHOLE);
        assertThat(fragment.policies()).isEmpty();
        assertThat(fragment.groups())
                .singleElement()
                .satisfies(g -> assertThat(g.users()).containsExactly(MIA));
    }

    @Test
    void opensExactlyTheChosenPortsAmongMembers() {
        Fragment fragment =
                IslandFragment.of(
                        island(new MemberRules.ChosenPorts(List.of(445, 22, 22))),
                        Set.of(),
                        Agreements.WHOLE);
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
    void opensWhatIsNewBetweenThoseWhoAgreedToIt() {
        Agreements agreements = new Agreements(Map.of(OMAR, ports(22)));
        Fragment fragment = IslandFragment.of(island(ports(22, 80)), Set.of(MIA, OMAR), agreements);
        assertThat(group(fragment, "members")).containsExactlyInAnyOrder(MIA, OMAR);
        assertThat(group(fragment, "agreed-port-80")).containsExactly(MIA);
        assertThat(policies(fragment))
                .containsExactlyInAnyOrder("members [22] TCP", "agreed-port-80 [80] TCP");

        Fragment everything =
                IslandFragment.of(
                        island(new MemberRules.Everything()), Set.of(MIA, OMAR), agreements);
        assertThat(group(everything, "agreed-everything")).containsExactly(MIA);
        assertThat(policies(everything))
                .containsExactlyInAnyOrder("members [22] TCP", "agreed-everything [] ALL");
    }

    @Test
    void asksNothingOfWhoIsNotIn() {
        Agreements agreements = new Agreements(Map.of(OMAR, ports(22)));
        Fragment fragment =
                IslandFragment.of(island(new MemberRules.Everything()), Set.of(MIA), agreements);
        assertThat(fragment.groups()).hasSize(1);
        assertThat(policies(fragment)).containsExactly("members [] ALL");
    }

    private static MemberRules ports(Integer... ports) {
        return new MemberRules.ChosenPorts(List.of(ports));
    }

    private static Set<UserId> group(Fragment fragment, String key) {
        return fragment.groups().stream()
                .filter(group -> group.key().equals(key))
                .findFirst()
                .orElseThrow()
                .users();
    }

    private static List<String> policies(Fragment fragment) {
        return fragment.policies().stream()
                .map(policy -> policy.key() + " " + policy.ports() + " " + policy.protocol())
                .toList();
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
