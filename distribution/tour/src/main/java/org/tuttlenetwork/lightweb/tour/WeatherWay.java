// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.tour;

import static org.tuttlenetwork.lightweb.tour.World.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.cli.HostClient;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.vpn.client.DocumentName;
import org.tuttlenetwork.lightweb.vpn.client.FileStore;
import org.tuttlenetwork.lightweb.vpn.client.TrustedDocuments;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;

/** Way 7: the weather changes. The tour verifies what it gets as a client app does. */
final class WeatherWay {
    private static final String COUNTRY = "/api/v1/weather/jurisdictions/CZ";
    private static final String PROPOSALS = "/api/v1/weather/proposals";

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
        JsonNode before = nobody.get(COUNTRY);
        try (Stream stream = Stream.open(world, "/api/v1/pools/stream", "")) {
            decide(nobody, ada);
            walk.until("a stream says so", () -> stream.has("pools-changed"));
        }
        walk.step("the next version is signed and good", () -> offer(trusted, nobody));
        String law = before.path("inputs").path("vpnLaw").asText();
        walk.step(
                "Ada puts it back: proposed and approved in one call",
                () -> {
                    ObjectNode back = proposal(nobody.get(COUNTRY), law).put("approve", true);
                    return ada.post(PROPOSALS, back).path("state");
                });
    }

    /** A proposal changes nothing until an administrator approves what would follow from it. */
    private void decide(HostClient nobody, HostClient ada) throws Exception {
        JsonNode base = nobody.get(COUNTRY);
        String id =
                walk.step(
                        "Ada proposes that Czechia regulates VPNs",
                        () -> ada.post(PROPOSALS, proposal(base, "REGULATED")).path("id").asText());
        Walk.require(
                nobody.get(COUNTRY).equals(base), "A proposal changed the weather before approval");
        String place = PROPOSALS + "/" + id;
        HttpResponse<byte[]> seen = ada.raw(place, null);
        walk.step("what would follow", () -> leaves(ada.get(place)));
        String tag = seen.headers().firstValue("ETag").orElseThrow();
        walk.step(
                "Ada approves what she saw",
                () -> ada.post(place + "/approve", object(), tag).path("state"));
    }

    private static ObjectNode proposal(JsonNode base, String law) {
        ObjectNode proposal =
                object().put("jurisdiction", "CZ")
                        .put("base", base.path("version").asLong())
                        .put("reason", "The tour changes a law and puts it back");
        proposal.putObject("changes").put("vpnLaw", law);
        return proposal;
    }

    private static String leaves(JsonNode proposal) {
        JsonNode consequences = proposal.path("consequences");
        return "leaves "
                + consequences.path("countries").path(0).path("leaves")
                + ", nodes touched: "
                + consequences.path("nodes").size();
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
