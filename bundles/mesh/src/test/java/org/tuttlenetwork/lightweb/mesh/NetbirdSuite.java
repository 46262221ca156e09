// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import static java.time.temporal.ChronoUnit.SECONDS;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.mesh.DnsZone;
import org.tuttlenetwork.lightweb.api.mesh.Fragment;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState;
import org.tuttlenetwork.lightweb.api.mesh.GroupRef;
import org.tuttlenetwork.lightweb.api.mesh.KeyedDevice;
import org.tuttlenetwork.lightweb.api.mesh.MeshGroup;
import org.tuttlenetwork.lightweb.api.mesh.MeshPolicy;
import org.tuttlenetwork.lightweb.demo.netbird.contract.NetbirdContract;
import org.tuttlenetwork.lightweb.mesh.netbird.CallObserver;
import org.tuttlenetwork.lightweb.mesh.netbird.ListedToken;
import org.tuttlenetwork.lightweb.mesh.netbird.MadeToken;
import org.tuttlenetwork.lightweb.mesh.netbird.Netbird;
import org.tuttlenetwork.lightweb.mesh.netbird.NetbirdCalls;
import org.tuttlenetwork.lightweb.mesh.netbird.NetbirdException;
import org.tuttlenetwork.lightweb.mesh.netbird.ServiceUser;
import org.tuttlenetwork.lightweb.mesh.netbird.ServiceUserTokens;
import org.tuttlenetwork.lightweb.mesh.netbird.TokenSource;
import org.tuttlenetwork.lightweb.mesh.plan.Actual;
import org.tuttlenetwork.lightweb.mesh.plan.ObjectKey.Kind;
import org.tuttlenetwork.lightweb.mesh.plan.Subjects;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.StreamSupport;

/**
 * What the mesh's calls do, on the stand-in and on a real server alike (DECISIONS 3.5): every
 * object carries the run's id and is removed again, NetBird's own objects stay as they are.
 */
abstract class NetbirdSuite {
    private static final Optional<NetbirdContract> CONTRACT = NetbirdContract.find();
    private static final List<String> LISTINGS =
            List.of("policies", "dns/zones", "setup-keys", "users", "groups");

    final String run =
            "run" + Integer.toHexString(ThreadLocalRandom.current().nextInt(0x1000000, 0xfffffff));
    private NetbirdServer owner;
    private Relay relay;
    private Netbird netbird;
    private String networkToken = "";
    private String adminToken = "";
    private String before = "";

    /** Where the server is. */
    abstract URI url();

    /** The token of somebody who may do everything. */
    abstract String ownerToken();

    @BeforeEach
    void connect() throws Exception {
        owner = new NetbirdServer(url(), ownerToken());
        before = untouched();
        relay = new Relay(url());
        networkToken = serviceUser("network_admin");
        adminToken = serviceUser("admin");
        netbird = new Netbird(calls(networkToken), calls(adminToken));
    }

    private NetbirdCalls calls(String token) {
        return new NetbirdCalls(
                relay.uri().toString(),
                TokenSource.of(token),
                Duration.ofSeconds(10),
                new ReentrantLock(),
                CallObserver.NONE);
    }

    private String serviceUser(String role) {
        String body =
                "{'name':'%s %s','role':'%s','auto_groups':[],'is_service_user':true}"
                        .formatted(run, role, role);
        String id = owner.done("POST", "/api/users", body).path("id").asText();
        return owner.done(
                        "POST",
                        "/api/users/" + id + "/tokens",
                        "{'name':'%s','expires_in':1}".formatted(run))
                .path("plain_token")
                .asText();
    }

    @AfterEach
    void removeAll() {
        try {
            requireContract();
        } finally {
            for (String listing : LISTINGS) {
                for (JsonNode object : owner.done("GET", "/api/" + listing, "")) {
                    if (object.path("name").asText().contains(run)) {
                        owner.done(
                                "DELETE", "/api/" + listing + "/" + object.path("id").asText(), "");
                    }
                }
            }
            assertThat(untouched()).isEqualTo(before);
            relay.close();
            owner.close();
        }
    }

    /** What is there besides our own. */
    private String untouched() {
        return owner.done("GET", "/api/accounts", "").path(0).path("settings")
                + " "
                + owner.done("GET", "/api/policies", "")
                + " "
                + owner.done("GET", "/api/groups", "").findValuesAsText("name");
    }

    private void requireContract() {
        for (Relay.Passed call : relay.passed()) {
            CONTRACT.ifPresent(
                    contract ->
                            assertThat(
                                            contract.validateResponse(
                                                    call.method(),
                                                    call.path(),
                                                    call.status(),
                                                    call.answer()))
                                    .as(call.method() + " " + call.path())
                                    .isEmpty());
        }
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
        String user = person(owner);
        netbird.changeAutoGroups(user, Set.of(a), Set.of());
        assertThat(netbird.read().users().get(user).autoGroups()).contains(a);
        assertThatThrownBy(() -> netbird.changeAutoGroups(user, Set.of("nowhere"), Set.of()))
                .hasMessageContaining("422");
        netbird.changeAutoGroups(user, Set.of(), Set.of(a));
        assertThat(netbird.read().users().get(user).autoGroups()).doesNotContain(a);
        assertThatThrownBy(() -> netbird.changeAutoGroups("nobody", Set.of(a), Set.of()))
                .hasMessageContaining("not in NetBird any more");
    }

    /** The id of a person, made for this run where the server lets us. */
    abstract String person(NetbirdServer asOwner);

    @Test
    void tellsARevokedTokenFromSomethingMissing() throws Exception {
        String name = run + " network_admin";
        JsonNode user =
                StreamSupport.stream(owner.done("GET", "/api/users", "").spliterator(), false)
                        .filter(one -> one.path("name").asText().equals(name))
                        .findFirst()
                        .orElseThrow();
        String tokens = "/api/users/" + user.path("id").asText() + "/tokens";
        String token = owner.done("GET", tokens, "").path(0).path("id").asText();
        owner.done("DELETE", tokens + "/" + token, "");
        assertThatThrownBy(() -> netbird.isGone(Kind.GROUP, "nowhere"))
                .isInstanceOfSatisfying(
                        NetbirdException.class, e -> assertThat(e.isUnreachable()).isTrue())
                .hasMessageContaining("token");
    }

    @Test
    void letsNetworkAdministratorsNotTouchUsers() throws Exception {
        Netbird network = new Netbird(calls(networkToken), calls(networkToken));
        String a = netbird.createGroup(run + " a");
        assertThatThrownBy(() -> network.createSetupKey(run + " k", a, Duration.ofHours(2)))
                .hasMessageContaining("403");
    }

    @Test
    void makesTriesAndDeletesATokenOfItsOwn() throws Exception {
        ServiceUserTokens network = new ServiceUserTokens(calls(networkToken));
        ServiceUser self = network.owner().orElseThrow();
        assertThat(self.role()).isEqualTo("network_admin");
        ListedToken given = only(network.of(self.id()));
        assertThat(given.name()).isEqualTo(run);
        assertThat(given.lastUsed()).isAfter(Instant.EPOCH);
        assertThat(Duration.between(given.life().from(), given.life().ends()))
                .isBetween(Duration.ofHours(23), Duration.ofHours(25));

        MadeToken made = network.make(self.id(), run + " next", 2);
        assertThat(network.takes(made.plain())).isTrue();
        ListedToken listed =
                network.of(self.id()).stream()
                        .filter(one -> one.id().equals(made.id()))
                        .findFirst()
                        .orElseThrow();
        assertThat(listed.name()).isEqualTo(run + " next");
        assertThat(listed.life().ends()).isCloseTo(made.life().ends(), within(1, SECONDS));
        assertThat(new ServiceUserTokens(calls(made.plain())).owner()).contains(self);
        network.delete(self.id(), made.id());
        network.delete(self.id(), made.id());
        assertThat(network.takes(made.plain())).isFalse();
        assertThat(only(network.of(self.id())).id()).isEqualTo(given.id());
        assertThatThrownBy(() -> network.make(self.id(), run, 366)).hasMessageContaining("422");
    }

    /** The one that the listing's own call was made with is the one used last. */
    @Test
    void notesTheUseOfATokenBeforeItAnswers() throws Exception {
        ServiceUserTokens network = new ServiceUserTokens(calls(networkToken));
        String self = network.owner().orElseThrow().id();
        MadeToken other = network.make(self, run + " other", 1);
        assertThat(network.takes(other.plain())).isTrue();
        assertThat(usedLast(network.of(self))).isNotEqualTo(other.id());
        ServiceUserTokens byTheOther = new ServiceUserTokens(calls(other.plain()));
        assertThat(usedLast(byTheOther.of(self))).isEqualTo(other.id());
    }

    private static String usedLast(List<ListedToken> tokens) {
        return tokens.stream().max(Comparator.comparing(ListedToken::lastUsed)).orElseThrow().id();
    }

    @Test
    void letsAdministratorsOnlyAtTokensOfOtherServiceUsers() throws Exception {
        ServiceUserTokens network = new ServiceUserTokens(calls(networkToken));
        ServiceUserTokens admin = new ServiceUserTokens(calls(adminToken));
        String networkUser = network.owner().orElseThrow().id();
        String adminUser = admin.owner().orElseThrow().id();
        MadeToken made = network.make(networkUser, run + " next", 1);
        assertThat(admin.of(networkUser)).extracting(ListedToken::id).contains(made.id());
        admin.delete(networkUser, made.id());
        assertThat(network.takes(made.plain())).isFalse();
        assertThatThrownBy(() -> network.of(adminUser)).hasMessageContaining("403");
        assertThatThrownBy(() -> network.make(adminUser, run, 1)).hasMessageContaining("403");
        assertThatThrownBy(() -> admin.of("nobody")).hasMessageContaining("404");
    }

    private static ListedToken only(List<ListedToken> tokens) {
        assertThat(tokens).hasSize(1);
        return tokens.getFirst();
    }

    @Test
    void bringsAFragmentAndTakesItBack() throws Exception {
        String person = person(owner);
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
