// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.tour;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.cli.HostClient;
import org.tuttlenetwork.lightweb.demo.world.DemoNetbird;
import org.tuttlenetwork.lightweb.demo.world.Persona;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The running demo as the tour reaches it: the host, NetBird, and Zitadel's console. */
final class World {
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, String> environment;
    private final Map<Persona, HostClient> clients = new HashMap<>();

    World(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** The host, as a persona. */
    HostClient as(Persona persona) throws IOException, InterruptedException {
        HostClient known = clients.get(persona);
        if (known == null) {
            known = new HostClient(http, url(), token(persona.login()));
            clients.put(persona, known);
        }
        return known;
    }

    /** The host, as nobody. */
    HostClient asNobody() {
        return new HostClient(http, url(), "");
    }

    String url() {
        return variable("LIGHTWEB_URL", "http://127.0.0.1:8080");
    }

    String nodesUrl() {
        return variable(
                "LIGHTWEB_NODES_URL",
                "https://127.0.0.1:" + variable("LIGHTWEB_PORT_NODES", "8443"));
    }

    HttpClient http() {
        return http;
    }

    String variable(String name, String usual) {
        return environment.getOrDefault(name, usual);
    }

    /** An access token of a persona. */
    String token(String login) throws IOException, InterruptedException {
        var response =
                http.send(
                        HttpRequest.newBuilder(
                                        URI.create(control() + "/control/token?persona=" + login))
                                .build(),
                        BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(
                    "There is no persona "
                            + login
                            + ", or the demo does not run: "
                            + response.body());
        }
        return response.body().strip();
    }

    /** Does what somebody would do in Zitadel's own console. */
    void console(String path, ObjectNode body) throws IOException, InterruptedException {
        var response =
                http.send(
                        HttpRequest.newBuilder(URI.create(control() + "/control/" + path))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body.toString()))
                                .build(),
                        BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException("Zitadel's console refuses: " + response.body());
        }
    }

    private String control() {
        return variable("LIGHTWEB_ZITADEL_CONTROL", "http://127.0.0.1:9181");
    }

    /**
     * Who is in NetBird's group of an island, by device name; empty where there is no such group.
     */
    Set<String> groupOf(String island) throws IOException, InterruptedException {
        var response =
                http.send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                variable(
                                                                "LIGHTWEB_NETBIRD_URL",
                                                                "http://127.0.0.1:9082")
                                                        + "/api/groups"))
                                .header("Authorization", "Token " + DemoNetbird.ADMIN_TOKEN)
                                .build(),
                        BodyHandlers.ofByteArray());
        Set<String> devices = new TreeSet<>();
        for (JsonNode group : json.readTree(response.body())) {
            if (group.path("name").asText().startsWith("island " + island + " ")) {
                group.path("peers").forEach(peer -> devices.add(peer.path("name").asText()));
            }
        }
        return devices;
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
