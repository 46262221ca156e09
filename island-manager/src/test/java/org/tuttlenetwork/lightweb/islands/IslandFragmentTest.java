// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.mesh.DnsZone;
import org.tuttlenetwork.lightweb.api.mesh.Fragment;
import org.tuttlenetwork.lightweb.api.mesh.GroupRef;
import org.tuttlenetwork.lightweb.api.mesh.KeyedDevice;
import org.tuttlenetwork.lightweb.api.mesh.MeshPolicy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

class IslandFragmentTest {
    private static final UserId MIA = new UserId("1");
    private static final UserId OMAR = new UserId("2");

    @Test
    void meetsInServicesOnlyWithoutAnyPolicy() {
        Fragment fragment =
                of(island(new MemberRules.ServicesOnly()), Set.of(MIA), Agreements.WHOLE);
        assertThat(fragment.policies()).isEmpty();
        assertThat(fragment.groups())
                .singleElement()
                .satisfies(g -> assertThat(g.users()).containsExactly(MIA));
    }

    @Test
    void opensExactlyTheChosenPortsAmongMembers() {
        Fragment fragment =
                of(
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
        Fragment fragment = of(island(ports(22, 80)), Set.of(MIA, OMAR), agreements);
        assertThat(group(fragment, "members")).containsExactlyInAnyOrder(MIA, OMAR);
        assertThat(group(fragment, "agreed-port-80")).containsExactly(MIA);
        assertThat(policies(fragment))
                .containsExactlyInAnyOrder("members [22] TCP", "agreed-port-80 [80] TCP");

        Fragment everything =
                of(island(new MemberRules.Everything()), Set.of(MIA, OMAR), agreements);
        assertThat(group(everything, "agreed-everything")).containsExactly(MIA);
        assertThat(policies(everything))
                .containsExactlyInAnyOrder("members [22] TCP", "agreed-everything [] ALL");
    }

    @Test
    void asksNothingOfWhoIsNotIn() {
        Agreements agreements = new Agreements(Map.of(OMAR, ports(22)));
        Fragment fragment = of(island(new MemberRules.Everything()), Set.of(MIA), agreements);
        assertThat(fragment.groups()).hasSize(1);
        assertThat(policies(fragment)).containsExactly("members [] ALL");
    }

    @Test
    void putsADeviceWhereItsSponsorIs() {
        Agreements agreements = new Agreements(Map.of(OMAR, ports(22)));
        Fragment fragment =
                IslandFragment.of(
                        island(ports(22, 80)),
                        Set.of(MIA, OMAR),
                        agreements,
                        List.of(device(1, MIA), device(2, OMAR), device(3, new UserId("3"))),
                        IslandNames.NONE);
        assertThat(fragment.devices())
                .extracting(KeyedDevice::joins)
                .containsExactly(Set.of("members", "agreed-port-80"), Set.of("members"), Set.of());
        assertThat(fragment.zones()).isEmpty();
    }

    private static IslandDevice device(long id, UserId sponsor) {
        return new IslandDevice(
                new UUID(0, id),
                new UUID(1, 1),
                "tv",
                sponsor,
                Instant.EPOCH,
                Instant.EPOCH,
                Instant.EPOCH,
                Instant.EPOCH,
                Optional.empty());
    }

    @Test
    void hasAZoneForItsMembersAlone() {
        Fragment fragment =
                IslandFragment.of(
                        island(new MemberRules.ServicesOnly()),
                        Set.of(MIA),
                        Agreements.WHOLE,
                        List.of(),
                        new IslandNames("tuttle.internal", true));
        assertThat(fragment.zones())
                .containsExactly(
                        new DnsZone(
                                fragment.zones().getFirst().domain(),
                                new GroupRef.Own("members"),
                                List.of(),
                                true));
        assertThat(fragment.zones().getFirst().domain()).endsWith(".tuttle.internal");
    }

    private static Fragment of(IslandRecord island, Set<UserId> members, Agreements agreements) {
        return IslandFragment.of(island, members, agreements, List.of(), IslandNames.NONE);
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
