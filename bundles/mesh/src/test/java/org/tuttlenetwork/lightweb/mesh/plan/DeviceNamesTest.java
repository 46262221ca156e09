// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.mesh.DnsZone;
import org.tuttlenetwork.lightweb.api.mesh.GroupRef;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

class DeviceNamesTest {
    private static final String DOMAIN = "garden.tuttle.internal";

    private static List<String> names(boolean named, String... devices) {
        Map<String, Actual.Peer> peers = new HashMap<>();
        for (String device : devices) {
            String id = "p" + peers.size();
            peers.put(id, new Actual.Peer(id, device, "u", "100.64.0." + peers.size(), "", true));
        }
        Actual.Group group = new Actual.Group("g", "garden", peers.keySet());
        Actual actual = new Actual(Map.of("g", group), Map.of(), Map.of(), peers, Map.of());
        DnsZone zone =
                new DnsZone(
                        DOMAIN,
                        new GroupRef.Own("members"),
                        List.of(
                                new DnsZone.Entry(
                                        "wiki." + DOMAIN, DnsZone.Type.A, "100.64.9.9", 300)),
                        named);
        return DeviceNames.records(zone, actual, "g").stream()
                .map(entry -> entry.name().replace("." + DOMAIN, "") + " " + entry.content())
                .toList();
    }

    @Test
    void namesNobodyWhereThatIsNotWanted() {
        assertThat(names(false, "laptop")).containsExactly("wiki 100.64.9.9");
    }

    @Test
    void takesTheFirstLabelOfADevicesNameWithoutAccents() {
        assertThat(names(true, "Téléphone d'Éva", "laptop.home.example"))
                .containsExactly(
                        "wiki 100.64.9.9", "telephone-d-eva 100.64.0.0", "laptop 100.64.0.1");
    }

    @Test
    void numbersDevicesOfTheSameName() {
        assertThat(names(true, "laptop", "Laptop", "laptop-2"))
                .containsExactly(
                        "wiki 100.64.9.9",
                        "laptop 100.64.0.0",
                        "laptop-2 100.64.0.1",
                        "laptop-2-2 100.64.0.2");
    }

    @Test
    void leavesAServicesNameToTheService() {
        assertThat(names(true, "wiki")).containsExactly("wiki 100.64.9.9", "wiki-2 100.64.0.0");
    }

    @Test
    void leavesOutWhatHasNoLettersAndKeepsLabelsShort() {
        assertThat(names(true, "日本", "-.", "a".repeat(80)))
                .containsExactly("wiki 100.64.9.9", "a".repeat(58) + " 100.64.0.2");
    }

    @Test
    void knowsNoDevicesOfAGroupThatIsNotThere() {
        Actual nothing = new Actual(Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
        DnsZone zone = new DnsZone(DOMAIN, new GroupRef.Own("members"), List.of(), true);
        assertThat(DeviceNames.records(zone, nothing, "g")).isEmpty();
    }
}
