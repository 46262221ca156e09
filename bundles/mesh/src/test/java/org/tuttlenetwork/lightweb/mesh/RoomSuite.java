// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.mesh.DnsZone;
import org.tuttlenetwork.lightweb.api.mesh.Fragment;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState;
import org.tuttlenetwork.lightweb.api.mesh.GroupRef;
import org.tuttlenetwork.lightweb.api.mesh.KeyedDevice;
import org.tuttlenetwork.lightweb.api.mesh.MeshGroup;
import org.tuttlenetwork.lightweb.api.mesh.MeshPolicy;
import org.tuttlenetwork.lightweb.mesh.plan.Actual;
import org.tuttlenetwork.lightweb.mesh.plan.ObjectKey.Kind;
import org.tuttlenetwork.lightweb.mesh.plan.Subjects;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What a feature declares comes true, and is taken back. */
abstract class RoomSuite extends NetbirdSuite {
    RoomSuite(SuiteServer server) {
        super(server);
    }

    @Test
    void bringsAFragmentAndTakesItBack() throws Exception {
        String person = person();
        Rig rig = new Rig();
        try {
            MeshRoom room = rig.start(Rig.at(relay.uri(), rig.settings(networkToken, adminToken)));
            rig.declareAndWait(room, fragment(new UserId(Subjects.of(person))));
            Actual there = netbird.read();
            String group =
                    there.groups().values().stream()
                            .filter(one -> one.name().startsWith(run + " members"))
                            .findFirst()
                            .orElseThrow()
                            .id();
            assertThat(there.users().get(person).autoGroups()).contains(group);
            assertThat(there.policies().values())
                    .filteredOn(policy -> policy.name().startsWith(run))
                    .singleElement()
                    .satisfies(
                            policy -> assertThat(policy.rule().sources()).containsExactly(group));
            assertThat(there.zones().values())
                    .filteredOn(zone -> zone.distribution().contains(group))
                    .singleElement()
                    .satisfies(zone -> assertThat(zone.records()).hasSize(1));

            rig.withdraw(room, run);
            rig.await(room, run, FragmentState.State.ABSENT);
            assertThat(netbird.read().groups().values())
                    .noneMatch(one -> one.name().startsWith(run));
            assertThat(netbird.read().users().get(person).autoGroups()).doesNotContain(group);
        } finally {
            rig.close();
        }
    }

    @Test
    void makesAPlaceAndAKeyForADevice() throws Exception {
        Rig rig = new Rig();
        try {
            MeshRoom room = rig.start(Rig.at(relay.uri(), rig.settings(networkToken, adminToken)));
            Fragment plain = fragment(new UserId("1"));
            KeyedDevice device = new KeyedDevice("tv", run + " tv", Set.of("members"));
            rig.declareAndWait(
                    room,
                    new Fragment(
                            run, plain.groups(), plain.policies(), plain.zones(), List.of(device)));
            FeatureMesh mesh = Rig.mesh(room);
            assertThat(mesh.setupKey(run, "tv", Duration.ofHours(1)).key()).isNotBlank();
            assertThat(mesh.setupKey(run, "tv", Duration.ofMinutes(10)).key()).isNotBlank();
            assertThat(netbird.setupKeys())
                    .as("one at a time")
                    .filteredOn(one -> one.name().startsWith(run))
                    .singleElement()
                    .satisfies(one -> assertThat(one.usable()).isTrue());
            String group =
                    netbird.read().groups().values().stream()
                            .filter(one -> one.name().startsWith(run + " tv"))
                            .findFirst()
                            .orElseThrow()
                            .id();
            assertThatThrownBy(() -> netbird.deleteGroup(group))
                    .as("a key names it")
                    .hasMessageContaining("400");
            rig.withdraw(room, run);
            rig.await(room, run, FragmentState.State.ABSENT);
            assertThat(netbird.setupKeys()).noneMatch(one -> one.name().startsWith(run));
            assertThat(netbird.isGone(Kind.DEVICE, group)).isTrue();
            netbird.deletePeer("nobody");
        } finally {
            rig.close();
        }
    }

    private Fragment fragment(UserId member) {
        GroupRef own = new GroupRef.Own("members");
        String domain = run + ".example";
        DnsZone.Entry entry =
                new DnsZone.Entry("wiki." + domain, DnsZone.Type.A, "100.64.0.9", 300);
        return new Fragment(
                run,
                List.of(new MeshGroup("members", run + " members", Set.of(member), Set.of())),
                List.of(
                        new MeshPolicy(
                                "web",
                                run + " web",
                                own,
                                own,
                                MeshPolicy.Protocol.TCP,
                                List.of(443),
                                true)),
                List.of(new DnsZone(domain, own, List.of(entry))));
    }
}
