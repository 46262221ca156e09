// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.tour;

import static org.tuttlenetwork.lightweb.tour.World.object;

import com.fasterxml.jackson.databind.JsonNode;

import org.tuttlenetwork.lightweb.cli.HostClient;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.vpn.client.DocumentName;
import org.tuttlenetwork.lightweb.vpn.client.FileStore;
import org.tuttlenetwork.lightweb.vpn.client.TrustedDocuments;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;

/** Way 7: the weather changes. The tour verifies what it gets as a client app does. */
final class WeatherWay {
    private static final String COUNTRY = "/api/v1/pools/jurisdictions/CZ";

    private final Walk walk;
    private final World world;

    WeatherWay(Walk walk, World world) {
        this.walk = walk;
        this.world = world;
    }

    void change() throws Exception {
        walk.way(7, "The weather changes");
        Path folder = Files.createTempDirectory("lightweb-tour");
        try {
            change(folder);
        } finally {
            try (var files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private void change(Path folder) throws Exception {
        HostClient nobody = world.asNobody();
        HostClient ada = world.as(Persona.ADA);
        byte[] root = nobody.raw("/api/v1/root/1", null).body();
        TrustedDocuments trusted =
                new TrustedDocuments(new FileStore(folder), Clock.systemUTC(), root);
        walk.step("the signed weather is good", () -> offer(trusted, nobody));
        String before = law(nobody);
        try (Stream stream = Stream.open(world, "/api/v1/pools/stream", "")) {
            walk.step(
                    "Ada says that Czechia regulates VPNs",
                    () -> ada.patch(COUNTRY, object().put("vpnLaw", "REGULATED")).path("pools"));
            walk.until("a stream says so", () -> stream.has("pools-changed"));
        }
        walk.step("the next version is signed and good", () -> offer(trusted, nobody));
        walk.step(
                "Ada puts it back",
                () -> ada.patch(COUNTRY, object().put("vpnLaw", before)).path("pools"));
    }

    private static String law(HostClient client) throws Exception {
        JsonNode country = client.get(COUNTRY);
        return country.path("vpnLaw").asText();
    }

    private static String offer(TrustedDocuments trusted, HostClient client) throws Exception {
        byte[] envelope = client.raw("/api/v1/pools", null).body();
        Object outcome = trusted.offer(DocumentName.POOLS, envelope);
        Walk.require(
                outcome.getClass().getSimpleName().equals("Accepted"),
                "The client refuses the document: " + outcome);
        return "accepted, " + envelope.length + " bytes";
    }
}
