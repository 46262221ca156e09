// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.feed.FeedEntry;
import org.tuttlenetwork.lightweb.api.health.Health.Status;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.mesh.DnsZone;
import org.tuttlenetwork.lightweb.api.mesh.Fragment;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState.State;
import org.tuttlenetwork.lightweb.api.mesh.GroupRef;
import org.tuttlenetwork.lightweb.api.mesh.MeshDevice;
import org.tuttlenetwork.lightweb.api.mesh.MeshGroup;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.demo.netbird.NetbirdStandIn;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.mesh.store.Finding;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What features and administrators get from the mesh, on a good day. */
class MeshIT {
    private Rig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new Rig();
    }

    @AfterEach
    void close() throws Exception {
        try {
            rig.requireContract();
            rig.requireContractOfAnswers();
        } finally {
            rig.close();
        }
    }

    @Test
    void bringsAnIslandToNetbirdAndTakesAMemberOut() {
        MeshRoom room = rig.start();
        rig.declareAndWait(room, Rig.kitchen(Persona.OLIVIA, Persona.MIA));
        assertThat(rig.members("island kitchen"))
                .containsExactlyInAnyOrder("olivia-laptop", "olivia-phone", "mia-phone");
        assertThat(rig.ours("policies", "kitchen all")).hasSize(1);
        assertThat(rig.autoGroups(Persona.MIA)).hasSize(1);
        assertThat(Rig.mesh(room).devices(new UserId(Persona.MIA.userId())))
                .extracting(MeshDevice::name)
                .containsExactly("mia-phone");
        rig.netbird.forgetCalls();

        rig.declareAndWait(room, Rig.kitchen(Persona.OLIVIA));
        assertThat(rig.members("island kitchen"))
                .containsExactlyInAnyOrder("olivia-laptop", "olivia-phone");
        assertThat(rig.autoGroups(Persona.MIA)).isEmpty();
        assertThat(rig.writes())
                .extracting(call -> call.path().split("/", -1)[2])
                .containsExactly("groups", "users");
    }

    @Test
    void writesNothingThatIsAlreadySo() throws Exception {
        MeshRoom first = rig.start();
        rig.declareAndWait(first, Rig.kitchen(Persona.MIA));
        first.close();
        rig.netbird.forgetCalls();
        MeshRoom second = rig.start();
        rig.declare(second, Rig.kitchen(Persona.MIA));
        Rig.until("three comparisons", () -> listings() >= 3);
        assertThat(rig.writes()).isEmpty();
    }

    private long listings() {
        return rig.netbird.calls().stream()
                .filter(call -> call.path().equals("/api/groups"))
                .count();
    }

    @Test
    void takesAFragmentBackWholly() {
        MeshRoom room = rig.start();
        rig.declareAndWait(room, Rig.kitchen(Persona.MIA));
        rig.withdraw(room, "kitchen");
        rig.await(room, "kitchen", State.ABSENT);
        assertThat(rig.ours("groups", "island kitchen")).isEmpty();
        assertThat(rig.ours("policies", "kitchen all")).isEmpty();
        assertThat(rig.autoGroups(Persona.MIA)).isEmpty();
    }

    @Test
    void letsInWhoComesLater() {
        MeshRoom room = rig.start();
        rig.declareAndWait(room, Rig.kitchen(Persona.NORA));
        assertThat(rig.netbird.logIn(Persona.NORA, "nora-phone")).isNull();
        Rig.until("Nora's place", () -> !rig.autoGroups(Persona.NORA).isEmpty());
        assertThat(rig.netbird.logIn(Persona.NORA, "nora-phone")).isNotNull();
        Rig.until(
                "Nora's device", () -> rig.members("island kitchen").equals(Set.of("nora-phone")));
    }

    @Test
    void healsWhatAPersonChangesInTheDashboardAndSaysSo() {
        MeshRoom room = rig.start();
        rig.declareAndWait(room, Rig.kitchen(Persona.MIA));
        JsonNode group = rig.ours("groups", "island kitchen").getFirst();
        ObjectNode edited = JsonNodeFactory.instance.objectNode();
        edited.put("name", group.path("name").asText());
        edited.putArray("peers").add(rig.netbird.peerId("max-phone"));
        rig.netbird.edit("PUT", "/api/groups/" + group.path("id").asText(), edited);
        JsonNode policy = rig.ours("policies", "kitchen all").getFirst();
        rig.netbird.edit("DELETE", "/api/policies/" + policy.path("id").asText(), null);

        Rig.until(
                "the group to heal",
                () -> rig.members("island kitchen").equals(Set.of("mia-phone")));
        Rig.until("the policy to heal", () -> !rig.ours("policies", "kitchen all").isEmpty());
        rig.await(room, "kitchen", State.APPLIED);
        assertThat(room.findings(Long.MAX_VALUE, 50))
                .extracting(Finding::kind)
                .contains(Finding.Kind.REPAIRED);
        assertThat(Rig.mesh(room).overview().findings())
                .anyMatch(words -> words.startsWith("islands/kitchen: "));
    }

    /** Nobody changed anything by hand. */
    @Test
    void findsNothingOddWhereSomebodyComesToASecondGroup() {
        MeshRoom room = rig.start();
        rig.declareAndWait(room, Rig.kitchen(Persona.MIA));
        Fragment kitchen = Rig.kitchen(Persona.MIA, Persona.OLIVIA);
        rig.declareAndWait(
                room,
                new Fragment(
                        "wharf",
                        List.of(
                                new MeshGroup(
                                        "members",
                                        "island wharf",
                                        kitchen.groups().getFirst().users(),
                                        Set.of())),
                        List.of(),
                        List.of()));
        assertThat(rig.autoGroups(Persona.MIA)).hasSize(2);
        assertThat(room.findings(Long.MAX_VALUE, 50))
                .filteredOn(finding -> finding.kind() == Finding.Kind.REPAIRED)
                .isEmpty();
    }

    @Test
    void leavesForeignAutoGroupsAlone() {
        ObjectNode user = JsonNodeFactory.instance.objectNode();
        String core = rig.netbird.groupId("core");
        user.put("role", "user").put("is_blocked", false).putArray("auto_groups").add(core);
        rig.netbird.edit("PUT", "/api/users/" + Persona.MIA.userId(), user);
        MeshRoom room = rig.start();
        rig.declareAndWait(room, Rig.kitchen(Persona.MIA));
        assertThat(rig.autoGroups(Persona.MIA)).hasSize(2).contains(core);
        rig.declareAndWait(room, Rig.kitchen());
        assertThat(rig.autoGroups(Persona.MIA)).containsExactly(core);
    }

    @Test
    void givesAndMendsNames() {
        MeshRoom room = rig.start();
        rig.declareAndWait(room, names("100.64.0.9"));
        assertThat(records()).containsExactly("100.64.0.9");
        rig.declareAndWait(room, names("100.64.0.10"));
        assertThat(records()).containsExactly("100.64.0.10");
        rig.withdraw(room, "kitchen");
        rig.await(room, "kitchen", State.ABSENT);
        assertThat(rig.ours("dns/zones", "kitchen.tuttle")).isEmpty();
    }

    private List<String> records() {
        JsonNode zone = rig.ours("dns/zones", "kitchen.tuttle").getFirst();
        return zone.path("records").findValuesAsText("content");
    }

    private static Fragment names(String address) {
        DnsZone.Entry entry =
                new DnsZone.Entry("wiki.kitchen.tuttle", DnsZone.Type.A, address, 300);
        DnsZone zone = new DnsZone("kitchen.tuttle", new GroupRef.Own("members"), List.of(entry));
        return new Fragment(
                "kitchen",
                List.of(new MeshGroup("members", "island kitchen", Set.of(), Set.of())),
                List.of(),
                List.of(zone));
    }

    @Test
    void putsMachinesInByName() {
        MeshRoom room = rig.start();
        MeshGroup group = new MeshGroup("m", "wiki", Set.of(), Set.of("core-services"));
        rig.declareAndWait(room, new Fragment("wiki", List.of(group), List.of(), List.of()));
        assertThat(rig.members("wiki")).containsExactly("core-services");
        assertThat(Rig.mesh(room).machines())
                .extracting(MeshDevice::name)
                .contains("core-services", "vpn-node-1984-is");
    }

    @Test
    void removesTheDefaultPolicyOnlyWhereToldToAndOnceTheOthersStand() throws Exception {
        MeshRoom careful = rig.start(settings(false));
        Rig.until("NetBird to be read", () -> careful.health().detail().contains("Default"));
        assertThat(careful.health().status()).isEqualTo(Status.DEGRADED);
        assertThat(Rig.mesh(careful).overview().defaultPolicyStands()).isTrue();
        careful.close();

        MeshRoom told = rig.start(settings(true));
        Rig.until("the Default policy to go", () -> !policies().contains("Default"));
        assertThat(policies())
                .anyMatch(name -> name.startsWith("everybody to the portal" + Rig.MARK))
                .anyMatch(name -> name.startsWith("VPN nodes to the core" + Rig.MARK))
                .anyMatch(name -> name.startsWith("administration to all" + Rig.MARK));
        Rig.until("good health", () -> told.health().status() == Status.WORKING);
    }

    private Settings settings(boolean removeDefaultPolicy) {
        return rig.settings(NetbirdStandIn.NETWORK_ADMIN_TOKEN, removeDefaultPolicy, true);
    }

    private List<String> policies() {
        return rig.netbird.edit("GET", "/api/policies", null).findValuesAsText("name");
    }

    @Test
    void makesASetupKeyAndDeletesItOnceItIsUsed() {
        MeshRoom room = rig.start();
        String key = room.create("node x", "vpn-nodes", Duration.ofHours(2));
        room.deleteSpentSetupKeys();
        assertThat(rig.ours("setup-keys", "node x")).hasSize(1);
        rig.netbird.join(key, "vpn-node-new");
        room.deleteSpentSetupKeys();
        assertThat(rig.ours("setup-keys", "node x")).isEmpty();
        assertThatThrownBy(() -> room.create("node y", "nowhere", Duration.ofHours(2)))
                .isInstanceOf(LightWebException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void tellsTheFeedWhatBecomesOfAFragment() {
        MeshRoom room = rig.start();
        rig.declareAndWait(room, Rig.kitchen(Persona.MIA));
        Rig.until(
                "both entries",
                () ->
                        rig.postgres.feed().after(0, Set.of("mesh.fragment"), 100).stream()
                                .filter(entry -> entry.key().equals("islands/kitchen"))
                                .map(FeedEntry::json)
                                .map(json -> json.replace(" ", ""))
                                .toList()
                                .equals(
                                        List.of(
                                                "{\"state\":\"PENDING\"}",
                                                "{\"state\":\"APPLIED\"}")));
    }

    @Test
    void writesOnceWhereTwoHostsAreAwake() {
        MeshRoom one = rig.start();
        MeshRoom other = rig.start();
        rig.declare(one, Rig.kitchen(Persona.MIA));
        rig.await(other, "kitchen", State.APPLIED);
        rig.await(one, "kitchen", State.APPLIED);
        assertThat(rig.ours("groups", "island kitchen")).hasSize(1);
        assertThat(rig.ours("policies", "kitchen all")).hasSize(1);
    }
}
