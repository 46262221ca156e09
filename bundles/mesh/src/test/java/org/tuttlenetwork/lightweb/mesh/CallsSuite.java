// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.mesh.DnsZone;
import org.tuttlenetwork.lightweb.mesh.netbird.Netbird;
import org.tuttlenetwork.lightweb.mesh.netbird.NetbirdException;
import org.tuttlenetwork.lightweb.mesh.plan.Actual;
import org.tuttlenetwork.lightweb.mesh.plan.ObjectKey.Kind;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the mesh's calls do. */
abstract class CallsSuite extends NetbirdSuite {
    CallsSuite(SuiteServer server) {
        super(server);
    }

    private static Actual.Rule rule(String from, String to, List<String> ports) {
        return new Actual.Rule(true, Set.of(from), Set.of(to), "tcp", ports, false, true);
    }

    @Test
    void makesFindsAndDeletesAGroup() throws Exception {
        String id = netbird.createGroup(run + " g");
        assertThat(netbird.groupNamed(run + " g").orElseThrow().id()).isEqualTo(id);
        assertThat(netbird.isGone(Kind.GROUP, id)).isFalse();
        assertThatThrownBy(() -> netbird.createGroup(run + " g"))
                .isInstanceOfSatisfying(
                        NetbirdException.class, e -> assertThat(e.isUnreachable()).isFalse())
                .hasMessageContaining("409");
        netbird.deleteGroup(id);
        assertThat(netbird.isGone(Kind.GROUP, id)).isTrue();
        netbird.deleteGroup(id);
        assertThat(netbird.groupNamed(run + " g")).isEmpty();
    }

    @Test
    void makesNarrowsAndDeletesAPolicy() throws Exception {
        String a = netbird.createGroup(run + " a");
        String b = netbird.createGroup(run + " b");
        String id = netbird.createPolicy(run + " p", rule(a, b, List.of("80", "443")));
        assertThat(netbird.read().policies().get(id).rule())
                .isEqualTo(rule(a, b, List.of("80", "443")));
        netbird.updatePolicy(id, rule(b, a, List.of("443")));
        assertThat(netbird.read().policies().get(id).rule()).isEqualTo(rule(b, a, List.of("443")));
        assertThatThrownBy(() -> netbird.deleteGroup(a)).hasMessageContaining("400");
        netbird.deletePolicy(id);
        assertThat(netbird.isGone(Kind.POLICY, id)).isTrue();
        netbird.deletePolicy(id);
    }

    @Test
    void noticesWhereAPolicyIsNotWhatItWasToBe() throws Exception {
        String a = netbird.createGroup(run + " a");
        assertThatThrownBy(
                        () -> netbird.createPolicy(run + " p", rule(a, "nowhere", List.of("80"))))
                .isInstanceOf(NetbirdException.class);
    }

    @Test
    void makesAZoneAndItsNames() throws Exception {
        String a = netbird.createGroup(run + " a");
        String b = netbird.createGroup(run + " b");
        String domain = run.toLowerCase(Locale.ROOT) + ".example";
        String id = netbird.createZone(run + " z", domain, a);
        DnsZone.Entry entry =
                new DnsZone.Entry("wiki." + domain, DnsZone.Type.A, "100.64.0.9", 300);
        netbird.addRecord(id, entry);
        netbird.distributeZone(id, b);
        Actual.Zone zone = netbird.read().zones().get(id);
        assertThat(zone.distribution()).containsExactly(b);
        assertThat(zone.records())
                .singleElement()
                .satisfies(one -> assertThat(one.content()).isEqualTo("100.64.0.9"));
        netbird.removeRecord(id, zone.records().getFirst().id());
        netbird.removeRecord(id, zone.records().getFirst().id());
        assertThat(netbird.read().zones().get(id).records()).isEmpty();
        netbird.deleteZone(id);
        assertThat(netbird.isGone(Kind.ZONE, id)).isTrue();
        netbird.deleteZone(id);
    }

    @Test
    void makesAndDeletesASetupKey() throws Exception {
        String a = netbird.createGroup(run + " a");
        Netbird.SetupKey key = netbird.createSetupKey(run + " k", a, Duration.ofHours(2));
        assertThat(key.key()).isNotBlank();
        assertThat(netbird.setupKeys())
                .filteredOn(one -> one.id().equals(key.id()))
                .singleElement()
                .satisfies(one -> assertThat(one.usable()).isTrue());
        netbird.deleteSetupKey(key.id());
        assertThat(netbird.setupKeys()).noneMatch(one -> one.id().equals(key.id()));
        netbird.deleteSetupKey(key.id());
    }

    @Test
    void putsAUserIntoAGroupAndOut() throws Exception {
        String a = netbird.createGroup(run + " a");
        String user = person();
        netbird.changeAutoGroups(user, Set.of(a), Set.of());
        assertThat(netbird.read().users().get(user).autoGroups()).contains(a);
        assertThatThrownBy(() -> netbird.changeAutoGroups(user, Set.of("nowhere"), Set.of()))
                .hasMessageContaining("422");
        netbird.changeAutoGroups(user, Set.of(), Set.of(a));
        assertThat(netbird.read().users().get(user).autoGroups()).doesNotContain(a);
        assertThatThrownBy(() -> netbird.changeAutoGroups("nobody", Set.of(a), Set.of()))
                .hasMessageContaining("not in NetBird any more");
    }

    @Test
    void letsNetworkAdministratorsNotTouchUsers() throws Exception {
        Netbird network = new Netbird(calls(networkToken), calls(networkToken));
        String a = netbird.createGroup(run + " a");
        assertThatThrownBy(() -> network.createSetupKey(run + " k", a, Duration.ofHours(2)))
                .hasMessageContaining("403");
    }
}
