// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.tour;

import static org.tuttlenetwork.lightweb.tour.World.object;

import com.fasterxml.jackson.databind.JsonNode;

import org.tuttlenetwork.lightweb.cli.FeaturePacker;
import org.tuttlenetwork.lightweb.cli.HostClient;
import org.tuttlenetwork.lightweb.demo.world.Persona;

import java.nio.file.Path;

/** Way 4: install a service. */
final class InstallWay {
    private static final String TYPE = "js.wiki.server";

    private final Walk walk;
    private final World world;
    private final String island;

    InstallWay(Walk walk, World world, String island) {
        this.walk = walk;
        this.world = world;
        this.island = island;
    }

    void install() throws Exception {
        walk.way(4, "Install a service");
        HostClient ada = world.as(Persona.ADA);
        byte[] archive = walk.step("Ada packs and signs the wiki feature", this::pack).bytes();
        walk.step(
                "and installs it",
                () -> ada.upload("/api/v1/features", archive).path("outcome").asText());
        walk.until("its service type is in the catalogue", () -> has(ada));
        String instance =
                walk.step(
                        "she places one on the island",
                        () ->
                                ada.post(
                                                "/api/v1/services/instances",
                                                object().put("type", TYPE)
                                                        .put("name", "wiki")
                                                        .put("peer", "core-services")
                                                        .put("island", island))
                                        .path("id")
                                        .asText());
        walk.step(
                "Olivia sees it",
                () -> IslandWays.require(world.as(Persona.OLIVIA), instance, true));
        walk.step(
                "Omar does not", () -> IslandWays.require(world.as(Persona.OMAR), instance, false));
        walk.step(
                "Ada takes the instance away",
                () -> ada.delete("/api/v1/services/instances/" + instance).isMissingNode());
        walk.step(
                "and removes the feature",
                () -> ada.delete("/api/v1/features/wiki").isMissingNode());
        walk.until("its service type is gone", () -> !has(ada));
    }

    private Packed pack() throws Exception {
        Path folder = Path.of(world.variable("LIGHTWEB_DEMO_FEATURES", "demo/features"));
        byte[] archive = FeaturePacker.pack(folder);
        Path key = Path.of(world.variable("LIGHTWEB_DEMO_KEY", "demo/publisher/demo-key.pem"));
        return new Packed(FeaturePacker.sign(archive, key));
    }

    private static boolean has(HostClient ada) throws Exception {
        for (JsonNode type : ada.get("/api/v1/services/types").path("items")) {
            if (type.path("id").asText().equals(TYPE)) {
                return true;
            }
        }
        return false;
    }

    private record Packed(byte[] bytes) {
        @Override
        public String toString() {
            return bytes.length + " bytes";
        }
    }
}
