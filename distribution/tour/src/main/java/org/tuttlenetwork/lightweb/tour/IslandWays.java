// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.tour;

import static org.tuttlenetwork.lightweb.tour.World.object;

import com.fasterxml.jackson.databind.JsonNode;

import org.tuttlenetwork.lightweb.cli.HostClient;
import org.tuttlenetwork.lightweb.demo.world.Persona;

import java.net.http.HttpResponse;
import java.util.Set;

/** Ways 1 to 3: remove a member, a role taken away in Zitadel, discover. */
final class IslandWays {
    private final Walk walk;
    private final World world;
    private final String island;

    IslandWays(Walk walk, World world, String island) {
        this.walk = walk;
        this.world = world;
        this.island = island;
    }

    void removeAMember() throws Exception {
        walk.way(1, "Remove a member");
        HostClient olivia = world.as(Persona.OLIVIA);
        walk.step(
                "Olivia makes the island " + island,
                () ->
                        olivia.post(
                                        "/api/v1/islands",
                                        object().put("slug", island).put("name", "Tour"))
                                .path("role")
                                .asText());
        for (Persona persona : Set.of(Persona.MIA, Persona.MALIK)) {
            walk.step(
                    "she adds " + persona.displayName(),
                    () ->
                            olivia.post(members(), object().put("login", login(persona)))
                                    .path("state")
                                    .asText());
        }
        walk.until(
                "NetBird has their devices in the island's group",
                () ->
                        world.groupOf(island)
                                .equals(
                                        Set.of(
                                                "malik-phone",
                                                "mia-phone",
                                                "olivia-laptop",
                                                "olivia-phone")));
        walk.step(
                "Olivia removes Mia",
                () -> olivia.delete(members() + "/" + Persona.MIA.userId()).path("state").asText());
        walk.until(
                "NetBird has taken Mia's phone out",
                () -> !world.groupOf(island).contains("mia-phone"));
        walk.step(
                "Mia no longer sees the island",
                () -> {
                    int status =
                            world.as(Persona.MIA)
                                    .raw("/api/v1/islands/" + island, null)
                                    .statusCode();
                    Walk.require(status == 404, "Mia still gets " + status + " for the island");
                    return status;
                });
    }

    void roleTakenAwayInZitadel() throws Exception {
        walk.way(2, "A role is taken away in Zitadel's own console");
        walk.step(
                "an administrator of Zitadel takes Malik's role",
                () -> {
                    world.console(
                            "roles/remove",
                            object().put("persona", "malik")
                                    .put("role", "island:" + island + ":member"));
                    return "done";
                });
        walk.until(
                "NetBird has taken Malik's phone out",
                () -> !world.groupOf(island).contains("malik-phone"));
        walk.step(
                "the island's members are",
                () -> {
                    JsonNode members = world.as(Persona.OLIVIA).get(members()).path("items");
                    Walk.require(
                            members.size() == 1,
                            "The island has " + members.size() + " members, not 1");
                    return members.get(0).path("name").asText();
                });
    }

    void discover() throws Exception {
        walk.way(3, "Discover");
        HostClient ada = world.as(Persona.ADA);
        HostClient olivia = world.as(Persona.OLIVIA);
        try (Stream stream = Stream.open(world, "/api/v1/services/stream", world.token("olivia"))) {
            String instance =
                    walk.step(
                            "Ada places files on the island",
                            () ->
                                    ada.post(
                                                    "/api/v1/services/instances",
                                                    object().put("type", "com.nextcloud.server")
                                                            .put("name", "files")
                                                            .put("peer", "core-services")
                                                            .put("island", island))
                                            .path("id")
                                            .asText());
            walk.until("Olivia's stream says so", () -> stream.has("services-changed"));
            walk.step("Olivia's services", () -> require(olivia, instance, true));
            walk.step(
                    "Omar's services are without it",
                    () -> require(world.as(Persona.OMAR), instance, false));
            walk.step(
                    "asked again with its ETag, nothing is sent",
                    () -> {
                        HttpResponse<byte[]> first = olivia.raw("/api/v1/services", null);
                        String tag = first.headers().firstValue("ETag").orElse("");
                        int status = olivia.raw("/api/v1/services", tag).statusCode();
                        Walk.require(
                                status == 304, "The unchanged list is answered with " + status);
                        return status;
                    });
            walk.step(
                    "Ada takes the service away",
                    () -> ada.delete("/api/v1/services/instances/" + instance).isMissingNode());
        }
    }

    void dissolve() throws Exception {
        walk.step(
                "Olivia dissolves the island",
                () ->
                        world.as(Persona.OLIVIA)
                                .delete("/api/v1/islands/" + island)
                                .path("state")
                                .asText());
        walk.until("its group is gone from NetBird", () -> world.groupOf(island).isEmpty());
    }

    static String require(HostClient client, String instance, boolean there) throws Exception {
        JsonNode services = client.get("/api/v1/services").path("items");
        StringBuilder titles = new StringBuilder();
        boolean found = false;
        for (JsonNode service : services) {
            titles.append(service.path("title").asText()).append(' ');
            found |= service.path("id").asText().equals(instance);
        }
        Walk.require(
                found == there,
                there
                        ? "The service is not in the list"
                        : "The service is in the list of a stranger");
        return services.size() + " " + titles;
    }

    private String members() {
        return "/api/v1/islands/" + island + "/members";
    }

    private static String login(Persona persona) {
        return persona.email();
    }
}
