// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.tour;

import static org.tuttlenetwork.lightweb.tour.World.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.cli.HostClient;
import org.tuttlenetwork.lightweb.demo.world.Persona;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Ways 5 and 6: a node is born, a user connects. The tour plays the agent and the device. */
final class NodeWays {
    private final Walk walk;
    private final World world;
    private final String node;

    NodeWays(Walk walk, World world, String node) {
        this.walk = walk;
        this.world = world;
        this.node = node;
    }

    void beBornAndServe() throws Exception {
        walk.way(5, "A node is born");
        HostClient ada = world.as(Persona.ADA);
        JsonNode permission =
                walk.step(
                        "Ada lets " + node + " enrol",
                        () -> {
                            ObjectNode body =
                                    object().put("name", node)
                                            .put("jurisdiction", "IS")
                                            .put("provider", "1984");
                            body.withArray("pools").add("SANCTUARY").add("BALANCED");
                            return ada.post("/api/v1/nodes/enrolments", body);
                        });
        String root =
                new String(
                        world.asNobody().raw("/api/v1/certificates/root", null).body(),
                        StandardCharsets.US_ASCII);
        NodeAgent agent = new NodeAgent(root, permission.path("rootSha256").asText());
        HostClient stranger = agent.stranger(world.nodesUrl());
        ObjectNode enrolment =
                object().put("token", permission.path("token").asText())
                        .put("csr", agent.request());
        JsonNode enrolled =
                walk.step(
                        "its agent makes its keys and enrols",
                        () -> stranger.post("/api/v1/nodes/enrol", enrolment));
        walk.step(
                "the token is good for once",
                () -> refused(401, () -> stranger.post("/api/v1/nodes/enrol", enrolment)));
        HostClient own = agent.enrolled(world.nodesUrl(), enrolled.path("certificateChain"));
        walk.step(
                "it registers over mutual TLS",
                () -> {
                    ObjectNode body =
                            object().put("wireguardPublicKey", WireguardKeys.make().publicKey())
                                    .put("capacity", 100)
                                    .put("agentVersion", "tour")
                                    .put("bootId", "1");
                    body.withArray("endpoints").add("192.0.2.10:51820");
                    return own.post("/api/v1/nodes/register", body).path("pools");
                });
        walk.step(
                "it gets its configuration",
                () -> "version " + own.get(path("config")).path("version").asText());
        walk.step("it says that it is well", () -> own.post(path("health"), health(0)));
        walk.step(
                "another node's path is not there for it",
                () -> refused(404, () -> own.get("/api/v1/nodes/vpn-node-other/config")));
        walk.step(
                "without its certificate it is nobody",
                () -> refused(401, () -> stranger.get(path("config"))));
        walk.until("the host counts it as up", () -> state(ada).equals("UP"));
        connect(own);
        walk.step(
                "Ada revokes the node", () -> ada.delete("/api/v1/nodes/" + node).isMissingNode());
        walk.step("it cannot speak any more", () -> refused(401, () -> own.get(path("config"))));
    }

    private void connect(HostClient own) throws Exception {
        walk.way(6, "A user connects");
        HostClient mia = world.as(Persona.MIA);
        String path = "/api/v1/users/" + Persona.MIA.userId();
        ObjectNode body = object();
        WireguardKeys keys = WireguardKeys.make();
        body.putObject("device").put("name", "Mia's tour phone").put("publicKey", keys.publicKey());
        body.putObject("wish").put("pool", "SANCTUARY").put("node", node);
        JsonNode configured =
                walk.step("Mia asks for a way out", () -> mia.post(path + "/config", body));
        walk.step(
                "the agent hears of her device",
                () -> {
                    JsonNode change =
                            own.get(path("config?since=0&wait=5")).path("changes").path(0);
                    Walk.require(
                            change.path("op").asText().equals("add"), "The agent was not told");
                    own.post(path("health"), health(change.path("version").asLong()));
                    return change.at("/peer/allowedIps");
                });
        walk.step(
                "WireGuard takes her file, with her key in it",
                () ->
                        WireguardCheck.check(
                                configured.path("config").asText(),
                                keys,
                                configured.at("/node/publicKey").asText()));
        walk.step(
                "Mia removes the device",
                () ->
                        mia.delete(path + "/devices/" + configured.path("deviceId").asText())
                                .isMissingNode());
        walk.until("the agent takes it off", () -> own.get(path("config")).path("peers").isEmpty());
    }

    private String state(HostClient ada) throws Exception {
        return ada.get("/api/v1/nodes/" + node).path("health").asText();
    }

    private static ObjectNode health(long applied) {
        return object().put("bootId", "1")
                .put("appliedVersion", applied)
                .put("peers", 0)
                .put("load", 1)
                .put("status", "OK");
    }

    private String path(String what) {
        return "/api/v1/nodes/" + node + "/" + what;
    }

    private static String refused(int status, Call call) throws Exception {
        try {
            call.run();
        } catch (org.tuttlenetwork.lightweb.cli.Refusal e) {
            Walk.require(e.status() == status, "Refused with " + e.status() + ", not " + status);
            return String.valueOf(e.status());
        }
        throw new TourFailed("It is not refused");
    }

    @FunctionalInterface
    private interface Call {
        Object run()
                throws IOException, InterruptedException, org.tuttlenetwork.lightweb.cli.Refusal;
    }
}
