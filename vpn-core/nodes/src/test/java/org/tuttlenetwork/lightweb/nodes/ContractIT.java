// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tuttlenetwork.lightweb.nodes.Expect.until;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuttlenetwork.lightweb.nodes.Agent.Answer;
import org.tuttlenetwork.lightweb.nodes.Agent.Identity;
import org.tuttlenetwork.lightweb.web.NodesHost;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The bodies of DECISIONS §6, field by field, as an agent and an administrator see them. */
class ContractIT {
    private static final String NODE = NodesRig.NODE;
    private static final String CONFIG = "/api/v1/nodes/" + NODE + "/config";
    private static final String ENROLMENT =
            """
            {"name": "%s", "jurisdiction": "IS", "provider": "1984 ehf.", "pools": ["BALANCED", "STEALTH"],
             "capabilities": {"obfuscation": ["vless-ws"], "openvpn": false, "engine": "V2RAY4"},
             "expiresIn": "PT30M"}
            """;

    @TempDir private Path folder;
    private NodesRig rig;
    private NodesHost host;
    private X509Certificate root;

    @BeforeEach
    void start() throws Exception {
        rig = new NodesRig(folder);
        host = rig.host();
        root = NodesRig.certificate(rig.pki.root());
    }

    @AfterEach
    void stop() {
        host.close();
        rig.close();
    }

    private Agent registered() throws Exception {
        Agent agent = Agent.connect(host.port(), root, rig.identity(NODE));
        assertThat(agent.post("/api/v1/nodes/register", registration()).status()).isEqualTo(200);
        return agent;
    }

    private static String registration() throws Exception {
        return """
        {"wireguardPublicKey": "%s", "endpoints": ["192.0.2.1:51820", "[2001:db8::1]:51820"],
         "capabilities": {"obfuscation": ["vless-ws"], "openvpn": true, "multihopPort": 20600, "engine": "V2RAY4"},
         "capacity": 250, "agentVersion": "0.1.0", "bootId": "boot-1"}
        """
                .formatted(NodesRig.wireguardKey());
    }

    @Test
    void anAdministratorPermitsAndANodeEnrols() throws Exception {
        HttpResponse<String> answer =
                host.post("/api/v1/nodes/enrolments", ENROLMENT.formatted(NODE));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        JsonNode permission = NodesRig.JSON.readTree(answer.body());
        assertThat(permission.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "token", "nodeId", "expires", "rootSha256", "meshSetupKey");
        assertThat(permission.path("nodeId").asText()).isEqualTo(NODE);
        assertThat(permission.path("rootSha256").asText()).isEqualTo(rig.pki.rootSha256());
        KeyPair keys = NodesRig.keys("EC");
        try (Agent stranger = Agent.stranger(host.port(), root)) {
            String body =
                    NodesRig.JSON
                            .createObjectNode()
                            .put("token", permission.path("token").asText())
                            .put("csr", NodesRig.request(keys))
                            .toString();
            Answer enrolled = stranger.post("/api/v1/nodes/enrol", body);
            assertThat(enrolled.status()).as(enrolled.body()).isEqualTo(200);
            assertThat(enrolled.json().path("nodeId").asText()).isEqualTo(NODE);
            Identity identity = NodesRig.identity(keys, enrolled.json());
            assertThat(identity.chain()).hasSize(2);
            assertThat(stranger.post("/api/v1/nodes/enrol", body).status()).isEqualTo(401);
        }
    }

    @Test
    void anEnrolmentThatBreaksARuleNamesTheField() throws Exception {
        String good = ENROLMENT.formatted(NODE);
        refuses("name", good.replace(NODE, "Bad"));
        refuses("jurisdiction", good.replace("\"IS\"", "\"ZZ\""));
        refuses("pools", good.replace("BALANCED", "balanced"));
        refuses("expiresIn", good.replace("PT30M", "PT2H"));
        refuses("expiresIn", good.replace("PT30M", "soon"));
        refuses("capabilities.engine", good.replace("V2RAY4", "a b"));
        refuses(
                "capabilities.multihopPort",
                good.replace("\"openvpn\": false", "\"multihopPort\": 70000"));
    }

    private void refuses(String field, String body) throws Exception {
        HttpResponse<String> answer = host.post("/api/v1/nodes/enrolments", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(NodesRig.JSON.readTree(answer.body()).at("/fields/0/field").asText())
                .isEqualTo(field);
    }

    @Test
    void aNodeRegistersAsOftenAsItLikes() throws Exception {
        String body = registration();
        try (Agent agent = Agent.connect(host.port(), root, rig.identity(NODE))) {
            Answer first = agent.post("/api/v1/nodes/register", body);
            assertThat(first.status()).as(first.body()).isEqualTo(200);
            assertThat(agent.post("/api/v1/nodes/register", body)).isEqualTo(first);
            JsonNode told = first.json();
            assertThat(told.path("nodeId").asText()).isEqualTo(NODE);
            assertThat(told.path("pools")).hasSize(2);
            assertThat(told.at("/ranges/v4").asText()).isEqualTo("10.64.0.0/10");
            assertThat(told.at("/ranges/v6").asText()).isEqualTo("fd7a:7474:6c65::/48");
            assertThat(told.at("/dns/0").asText()).isEqualTo("10.64.0.1");
            assertThat(told.path("healthEverySeconds").asInt()).isEqualTo(30);
            assertThat(told.path("configVersion").isIntegralNumber()).isTrue();
        }
        JsonNode seen = NodesRig.JSON.readTree(host.get("/api/v1/nodes/" + NODE).body());
        assertThat(seen.at("/capabilities/openvpn").asBoolean()).isTrue();
        assertThat(seen.at("/capabilities/multihopPort").asInt()).isEqualTo(20600);
        assertThat(seen.at("/capabilities/engine").asText()).isEqualTo("V2RAY4");
        assertThat(seen.path("health").asText()).isEqualTo("UNKNOWN");
    }

    @Test
    void theConfigurationHasAVersionATagAndItsChanges() throws Exception {
        try (Agent agent = registered()) {
            Answer empty = agent.get(CONFIG);
            assertThat(empty.json().path("version").asLong()).isZero();
            assertThat(empty.json().path("validUntil").asText()).endsWith("Z");
            assertThat(empty.json().at("/interface/listenPort").asInt()).isEqualTo(51820);
            assertThat(empty.json().at("/interface/addresses"))
                    .extracting(JsonNode::asText)
                    .containsExactly("10.64.0.1/10", "fd7a:7474:6c65::1/48");
            assertThat(empty.json().path("peers")).isEmpty();
            assertThat(agent.get(CONFIG, "If-None-Match: " + empty.tag()).status()).isEqualTo(304);

            String key = NodesRig.wireguardKey();
            rig.place(NodesRig.peer(key, 9));
            Answer full = agent.get(CONFIG, "If-None-Match: " + empty.tag());
            assertThat(full.status()).isEqualTo(200);
            assertThat(full.json().at("/peers/0/publicKey").asText()).isEqualTo(key);
            assertThat(full.json().at("/peers/0/allowedIps/0").asText()).isEqualTo("10.64.1.9/32");
            JsonNode change = agent.get(CONFIG + "?since=0&wait=55").json().at("/changes/0");
            assertThat(change.path("version").asLong()).isEqualTo(1);
            assertThat(change.path("op").asText()).isEqualTo("add");
            assertThat(change.at("/peer/publicKey").asText()).isEqualTo(key);

            assertThat(agent.get(CONFIG + "?since=2").status()).isEqualTo(410);
            rig.configurations.run();
            rig.configurations.run();
            Answer gone = agent.get(CONFIG + "?since=0");
            assertThat(gone.status()).isEqualTo(410);
            assertThat(gone.json().path("type").asText()).isEqualTo("urn:lightweb:problem:gone");
            for (String bad : new String[] {"?since=-1", "?since=1&wait=56", "?since=1&wait=-1"}) {
                assertThat(agent.get(CONFIG + bad).status()).as(bad).isEqualTo(422);
            }
        }
    }

    @Test
    void whoWaits55SecondsIsWokenByAChange() throws Exception {
        try (Agent agent = registered();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Answer> waiting =
                    CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    return agent.get(CONFIG + "?since=0&wait=55");
                                } catch (java.io.IOException e) {
                                    throw new java.io.UncheckedIOException(e);
                                }
                            },
                            threads);
            until(() -> rig.waiters.waiters() == 1);
            rig.place(NodesRig.peer(NodesRig.wireguardKey(), 9));
            assertThat(waiting.get(20, TimeUnit.SECONDS).json().path("changes")).hasSize(1);
        }
    }

    @Test
    void aSignOfLifeIsAnsweredWithTheNewestVersion() throws Exception {
        try (Agent agent = registered()) {
            rig.place(NodesRig.peer(NodesRig.wireguardKey(), 9));
            String hash = PeerSetHash.of(rig.configurations.snapshot(NODE).peers());
            String body =
                    """
                    {"bootId": "boot-1", "appliedVersion": 1, "peerSetHash": "%s", "peers": 1, "load": 12,
                     "rxBytes": 123456789012, "txBytes": 5, "status": "OK"}
                    """
                            .formatted(hash);
            Answer heard = agent.post("/api/v1/nodes/" + NODE + "/health", body);
            assertThat(heard.status()).as(heard.body()).isEqualTo(200);
            assertThat(heard.json().path("configVersion").asLong()).isEqualTo(1);
            JsonNode seen = NodesRig.JSON.readTree(host.get("/api/v1/nodes/" + NODE).body());
            assertThat(seen.path("health").asText()).isEqualTo("UP");
            assertThat(seen.path("appliedVersion").asLong()).isEqualTo(1);
            assertThat(seen.path("status").asText()).isEqualTo("OK");
            assertThat(seen.path("drifted").asBoolean(true)).isFalse();
            for (String bad :
                    new String[] {
                        body.replace("12,", "120,"),
                        body.replace("\"txBytes\": 5", "\"txBytes\": -5"),
                        body.replace("\"appliedVersion\": 1", "\"appliedVersion\": 2"),
                        body.replace(hash, "AB")
                    }) {
                assertThat(agent.post("/api/v1/nodes/" + NODE + "/health", bad).status())
                        .as(bad)
                        .isEqualTo(422);
            }
        }
    }
}
