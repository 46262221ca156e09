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
import org.tuttlenetwork.lightweb.api.mesh.DeviceKey;
import org.tuttlenetwork.lightweb.api.mesh.DnsZone;
import org.tuttlenetwork.lightweb.api.mesh.Fragment;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState.State;
import org.tuttlenetwork.lightweb.api.mesh.GroupRef;
import org.tuttlenetwork.lightweb.api.mesh.KeyedDevice;
import org.tuttlenetwork.lightweb.api.mesh.MeshDevice;
import org.tuttlenetwork.lightweb.api.mesh.MeshGroup;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.demo.world.Persona;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Devices that come by a setup key made for them alone. */
class DeviceKeysIT {
    private static final Duration HOUR = Duration.ofHours(1);
    private Rig rig;
    private MeshRoom room;

    @BeforeEach
    void start() throws Exception {
        rig = new Rig();
        room = rig.start();
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

    private static Fragment kitchen(Set<String> joins) {
        Fragment plain = Rig.kitchen(Persona.MIA);
        return new Fragment(
                plain.name(),
                plain.groups(),
                plain.policies(),
                List.of(
                        new DnsZone(
                                "kitchen.tuttle.internal",
                                new GroupRef.Own("members"),
                                List.of(),
                                true)),
                List.of(new KeyedDevice("device-tv", "kitchen television", joins)));
    }

    private DeviceKey key() {
        return Rig.mesh(room).setupKey("kitchen", "device-tv", HOUR);
    }

    private List<String> keysInNetbird() {
        return rig.ours("setup-keys", "kitchen television").stream()
                .map(key -> key.path("id").asText())
                .toList();
    }

    @Test
    void letsOneDeviceInByItsKeyAndDeletesTheKeyAfterUse() {
        rig.declareAndWait(room, kitchen(Set.of("members")));
        assertThat(Rig.mesh(room).device("kitchen", "device-tv")).isEmpty();
        DeviceKey key = key();
        assertThat(key.toString()).doesNotContain(key.key());
        String peer = rig.netbird.join(key.key(), "television");
        Rig.until(
                "the television",
                () -> rig.members("island kitchen").equals(Set.of("mia-phone", "television")));
        assertThat(Rig.mesh(room).device("kitchen", "device-tv"))
                .map(MeshDevice::id)
                .contains(peer);
        Rig.until("its name", () -> names().equals(Set.of("mia-phone", "television")));

        assertThatThrownBy(() -> rig.netbird.join(key.key(), "another"))
                .isInstanceOf(IllegalArgumentException.class);
        room.deleteSpentSetupKeys();
        assertThat(keysInNetbird()).isEmpty();
        assertThatThrownBy(this::key)
                .isInstanceOfSatisfying(
                        LightWebException.class,
                        refused -> assertThat(refused.type()).isEqualTo(ProblemType.CONFLICT));
    }

    private Set<String> names() {
        Set<String> names = new java.util.HashSet<>();
        for (JsonNode zone : rig.ours("dns/zones", "kitchen.tuttle.internal")) {
            for (JsonNode entry : zone.path("records")) {
                names.add(entry.path("name").asText().replace(".kitchen.tuttle.internal", ""));
            }
        }
        return names;
    }

    @Test
    void takesADeviceOutOfItsGroupsAndPutsItBack() {
        rig.declareAndWait(room, kitchen(Set.of("members")));
        rig.netbird.join(key().key(), "television");
        Rig.until("the television", () -> rig.members("island kitchen").contains("television"));
        rig.declareAndWait(room, kitchen(Set.of()));
        assertThat(rig.members("island kitchen")).containsExactly("mia-phone");
        assertThat(rig.netbird.peerId("television")).isNotEmpty();
        rig.declareAndWait(room, kitchen(Set.of("members")));
        assertThat(rig.members("island kitchen")).contains("television");
    }

    @Test
    void cutsADeviceOffThatNobodyDeclaresAnyMore() {
        rig.declareAndWait(room, kitchen(Set.of("members")));
        rig.netbird.join(key().key(), "television");
        Rig.until("the television", () -> rig.members("island kitchen").contains("television"));
        rig.declareAndWait(room, Rig.kitchen(Persona.MIA));
        Rig.until("its group to go", () -> rig.ours("groups", "kitchen television").isEmpty());
        assertThat(rig.members("island kitchen")).containsExactly("mia-phone");
        assertThatThrownBy(() -> rig.netbird.peerId("television"))
                .isInstanceOf(java.util.NoSuchElementException.class);
    }

    @Test
    void takesAnUnusedKeyBackWithItsDevice() {
        rig.declareAndWait(room, kitchen(Set.of("members")));
        DeviceKey key = key();
        rig.withdraw(room, "kitchen");
        rig.await(room, "kitchen", State.ABSENT);
        assertThat(keysInNetbird()).isEmpty();
        assertThatThrownBy(() -> rig.netbird.join(key.key(), "television"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void makesANewKeyInsteadOfTheOneBefore() {
        rig.declareAndWait(room, kitchen(Set.of("members")));
        DeviceKey first = key();
        DeviceKey second = key();
        assertThat(keysInNetbird()).hasSize(1);
        assertThatThrownBy(() -> rig.netbird.join(first.key(), "television"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(rig.netbird.join(second.key(), "television")).isNotEmpty();
    }

    @Test
    void knowsNoDeviceWhereSomebodyPutAnotherBesideIt() {
        rig.declareAndWait(room, kitchen(Set.of("members")));
        rig.netbird.join(key().key(), "television");
        Rig.until("the television", () -> rig.members("island kitchen").contains("television"));
        JsonNode group = rig.ours("groups", "kitchen television").getFirst();
        ObjectNode edited = JsonNodeFactory.instance.objectNode();
        edited.put("name", group.path("name").asText());
        edited.putArray("peers")
                .add(rig.netbird.peerId("television"))
                .add(rig.netbird.peerId("core-services"));
        rig.netbird.edit("PUT", "/api/groups/" + group.path("id").asText(), edited);
        Rig.until(
                "both to be out", () -> rig.members("island kitchen").equals(Set.of("mia-phone")));
        rig.declareAndWait(room, Rig.kitchen(Persona.MIA));
        Rig.until("its group to go", () -> rig.ours("groups", "kitchen television").isEmpty());
        assertThat(rig.netbird.peerId("core-services")).as("a server stays").isNotEmpty();
    }

    @Test
    void takesNoDeviceThatCameByAKeyForAServerOfTheSameName() {
        Fragment served = kitchen(Set.of());
        MeshGroup server =
                new MeshGroup("server", "kitchen server", Set.of(), Set.of("core-services"));
        rig.declareAndWait(
                room,
                new Fragment(
                        served.name(),
                        List.of(served.groups().getFirst(), server),
                        served.policies(),
                        served.zones(),
                        served.devices()));
        String core = rig.netbird.peerId("core-services");
        String thief = rig.netbird.join(key().key(), "core-services");
        Rig.until("the device", () -> Rig.mesh(room).device("kitchen", "device-tv").isPresent());
        assertThat(rig.ours("groups", "kitchen server").getFirst().path("peers"))
                .singleElement()
                .satisfies(peer -> assertThat(peer.path("id").asText()).isEqualTo(core));
        assertThat(Rig.mesh(room).machines())
                .extracting(MeshDevice::id)
                .contains(core)
                .doesNotContain(thief);
        assertThat(room.findings(Long.MAX_VALUE, 50)).isEmpty();
    }

    @Test
    void refusesAKeyForWhatIsNotDeclared() {
        rig.declareAndWait(room, Rig.kitchen(Persona.MIA));
        assertThatThrownBy(this::key)
                .isInstanceOfSatisfying(
                        LightWebException.class,
                        refused -> assertThat(refused.type()).isEqualTo(ProblemType.NOT_FOUND));
    }
}
