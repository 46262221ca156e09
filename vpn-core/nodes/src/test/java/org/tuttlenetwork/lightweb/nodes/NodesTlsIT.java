// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuttlenetwork.lightweb.nodes.Agent.Answer;
import org.tuttlenetwork.lightweb.nodes.Agent.Identity;
import org.tuttlenetwork.lightweb.nodes.NodeRecord.State;
import org.tuttlenetwork.lightweb.pki.PkiService;
import org.tuttlenetwork.lightweb.web.NodesHost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;

/** Who gets in at the nodes' listener, over real TLS on connections that are kept. */
class NodesTlsIT {
    private static final String NODE = NodesRig.NODE;

    /** The alert, or what a client sees of it that was writing still. */
    private static final String REFUSED_BY_TLS =
            "(?s).*(certificate|alert|reset|ended|closed|Broken pipe).*";

    private static final String CONFIG = "/api/v1/nodes/" + NODE + "/config";

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

    private Agent agent(Identity identity) throws Exception {
        return Agent.connect(host.port(), root, identity);
    }

    private static void saysWhy(Answer answer, int status, String why) throws IOException {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().path("type").asText()).startsWith("urn:lightweb:problem:");
        assertThat(answer.json().path("detail").asText()).contains(why);
    }

    @Test
    void aRevokedNodeIsRefusedOnTheConnectionThatItKeeps() throws Exception {
        try (Agent agent = agent(rig.identity(NODE))) {
            assertThat(agent.get(CONFIG).status()).isEqualTo(200);
            assertThat(agent.get(CONFIG).status()).isEqualTo(200);
            rig.registrations.setState(NODE, State.REVOKED);
            saysWhy(agent.get(CONFIG), 401, "revoked");
        }
    }

    @Test
    void aCertificateThatEndsIsRefusedOnTheConnectionThatItKeeps() throws Exception {
        try (Agent agent = agent(rig.identity(NODE))) {
            rig.time.pass(Duration.ofHours(23));
            assertThat(agent.get(CONFIG).status()).isEqualTo(200);
            rig.time.pass(Duration.ofHours(1));
            saysWhy(agent.get(CONFIG), 401, "ended");
        }
    }

    @Test
    void anExpiredCertificateFailsTheHandshake() throws Exception {
        rig.time.pass(Duration.ofDays(-3));
        Identity expired = rig.identity(NODE);
        rig.time.pass(Duration.ofDays(3));
        assertHandshakeFails(expired);
    }

    @Test
    void aForeignCertificateFailsTheHandshake() throws Exception {
        try (NodesRig foreign = new NodesRig(Files.createDirectory(folder.resolve("foreign")))) {
            assertHandshakeFails(foreign.identity(NODE));
        }
    }

    @Test
    void aSelfSignedCertificateFailsTheHandshake() throws Exception {
        KeyPair keys = NodesRig.keys("EC");
        assertHandshakeFails(
                new Identity(keys.getPrivate(), List.of(NodesRig.selfSigned(keys, NODE))));
    }

    /** In TLS 1.3 the client learns of it when it reads for the first time. */
    private void assertHandshakeFails(Identity identity) {
        assertThatThrownBy(
                        () -> {
                            try (Agent agent = agent(identity)) {
                                agent.get(CONFIG);
                            }
                        })
                .isInstanceOf(IOException.class)
                .hasMessageMatching(REFUSED_BY_TLS);
    }

    @Test
    void aServersCertificateUnderTheSameRootIsNoNodes() throws Exception {
        try (Agent agent = agent(rig.serversIdentity())) {
            saysWhy(agent.get(CONFIG), 401, "no node's");
        } catch (IOException e) {
            // TLS may refuse it before us, since it is not meant for clients.
            assertThat(e).hasMessageMatching(REFUSED_BY_TLS);
        }
    }

    @Test
    void withoutACertificateEverythingElseIsRefusedAndSaysWhy() throws Exception {
        List<String> calls =
                List.of(
                        "GET /api/v1/nodes/vpn-node-1984-is/config",
                        "POST /api/v1/nodes/register",
                        "POST /api/v1/nodes/vpn-node-1984-is/health",
                        "GET /api/v1/nodes/enrol",
                        "POST /api/v1/nodes/vpn-node-1984-is/renew/x",
                        "POST /api/v1/nodes/vpn-node-1984-is/renew/../health",
                        "GET /api/v1/nodes",
                        "GET /");
        for (String call : calls) {
            String[] parts = call.split(" ");
            try (Agent stranger = Agent.stranger(host.port(), root)) {
                Answer answer =
                        stranger.call(parts[0], parts[1], "{}", "Content-Type: application/json");
                saysWhy(answer, 401, "certificate in the TLS handshake");
            }
        }
        try (Agent stranger = Agent.stranger(host.port(), root)) {
            String hidden = "/api/v1/nodes/vpn-node-1984-is%2Frenew";
            assertThat(stranger.post(hidden, "{}").status()).isIn(400, 401);
        }
    }

    @Test
    void aNodeFindsItsOwnPathsAndNothingElse() throws Exception {
        rig.enrol("vpn-node-b", NodesRig.keys("EC"));
        try (Agent agent = agent(rig.identity(NODE))) {
            for (String path :
                    List.of(
                            "/api/v1/nodes/vpn-node-b/config",
                            "/api/v1/nodes/vpn-node-none/config",
                            "/api/v1/nodes/vpn-node-b",
                            "/api/v1/nodes/" + NODE,
                            "/api/v1/nodes",
                            "/api/v1/pools",
                            "/openapi.json",
                            "/nodes",
                            "/")) {
                assertThat(agent.get(path).status()).as(path).isIn(404, 405);
                assertThat(agent.get(path).json().path("type").asText()).contains("problem");
            }
            assertThat(agent.post("/api/v1/nodes/vpn-node-b/health", "{}").status()).isEqualTo(404);
            assertThat(agent.post("/api/v1/nodes/vpn-node-b/renew", "{}").status()).isEqualTo(404);
            assertThat(agent.get(CONFIG).status()).isEqualTo(200);
        }
        assertThat(host.get(CONFIG).statusCode()).isEqualTo(404);
        assertThat(host.post("/api/v1/nodes/enrol", "{}").statusCode()).isIn(404, 405);
        assertThat(host.post("/api/v1/nodes/register", "{}").statusCode()).isIn(404, 405);
    }

    @Test
    void upTo30DaysAfterItsEndANodeRenewsBySignatureAndIsBack() throws Exception {
        KeyPair last = NodesRig.keys("EC");
        rig.enrol(NODE, last);
        rig.time.pass(Duration.ofDays(29));
        KeyPair next = NodesRig.keys("EC");
        try (Agent stranger = Agent.stranger(host.port(), root)) {
            String renew = "/api/v1/nodes/" + NODE + "/renew";
            saysWhy(stranger.post(renew, "{}"), 422, "csr");
            String csr = NodesRig.request(next);
            saysWhy(
                    stranger.post(renew, rig.renewal(NODE, NodesRig.keys("EC"), csr)),
                    401,
                    "signature");
            Answer renewed = stranger.post(renew, rig.renewal(NODE, last, csr));
            assertThat(renewed.status()).as(renewed.body()).isEqualTo(200);
            X509Certificate certificate =
                    NodesRig.certificate(renewed.json().path("certificateChain").path(0).asText());
            assertThat(rig.certified.node(List.of(certificate))).contains(NODE);
            assertThat(certificate.getPublicKey()).isEqualTo(next.getPublic());
        }
    }

    @Test
    void withItsCertificateANodeRenewsAndGoesOnWithTheNewOne() throws Exception {
        KeyPair next = NodesRig.keys("EC");
        Identity renewed;
        try (Agent agent = agent(rig.identity(NODE))) {
            String csr = NodesRig.JSON.writeValueAsString(NodesRig.request(next));
            Answer answer = agent.post("/api/v1/nodes/" + NODE + "/renew", "{\"csr\":" + csr + "}");
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            renewed = NodesRig.identity(next, answer.json());
            assertThat(agent.get(CONFIG).status()).isEqualTo(200);
        }
        try (Agent agent = agent(renewed)) {
            assertThat(agent.get(CONFIG).status()).isEqualTo(200);
        }
    }

    @Test
    void theListenersCertificateIsRenewedAndKeptConnectionsLiveOn() throws Exception {
        Identity identity = rig.identity(NODE);
        try (Agent kept = agent(identity)) {
            host.renewCertificate();
            try (Agent same = agent(identity)) {
                assertThat(same.shown()).isEqualTo(kept.shown());
            }
            rig.time.pass(PkiService.SERVER_VALIDITY.dividedBy(3));
            host.renewCertificate();
            try (Agent stranger = Agent.stranger(host.port(), root)) {
                assertThat(stranger.shown()).isNotEqualTo(kept.shown());
                assertThat(stranger.shown().getNotAfter()).isAfter(kept.shown().getNotAfter());
            }
            assertThat(kept.get("/api/v1/nodes/" + NODE + "/config").status()).isEqualTo(401);
            rig.time.pass(PkiService.SERVER_VALIDITY.dividedBy(3).negated());
            assertThat(kept.get(CONFIG).status()).isEqualTo(200);
        }
    }
}
