// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuttlenetwork.lightweb.demo.world.Persona;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** netbird.md §2.1, the faults and the state file. */
class ServerCornersIT {
    private NetbirdStandIn standIn;
    private Client client;

    @BeforeEach
    void start() throws Exception {
        standIn = NetbirdStandIn.start(NetbirdOptions.ephemeral());
        client = new Client(standIn);
    }

    @AfterEach
    void close() {
        client.close();
        standIn.close();
    }

    private static final String ADMIN = "Token " + NetbirdStandIn.ADMIN_TOKEN;

    @Test
    void needsNoTokenForTheInstance() throws Exception {
        var answer = client.send("GET", "/api/instance", null, "");
        assertThat(answer.text()).isEqualTo("{\"setup_required\":false}");
        assertThat(answer.requestId()).hasSize(20);
    }

    @Test
    void tellsItsVersionToWhoHasAToken() throws Exception {
        assertThat(client.send("GET", "/api/instance/version", null, "").status()).isEqualTo(401);
        assertThat(client.send("GET", "/api/instance/version", null, ADMIN).text())
                .contains("\"management_current_version\":\"0.77.1\"");
    }

    @Test
    void answersPlainTextForAnUnknownRouteBeforeLookingAtTheToken() throws Exception {
        var answer = client.send("GET", "/api/ingress/peers", null, "");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).isEqualTo("404 page not found\n");
        assertThat(client.send("DELETE", "/api/groups", null, "").text())
                .isEqualTo("404 page not found\n");
        assertThat(standIn.unexpectedCalls()).isEmpty();
    }

    @Test
    void answers501ForACallThatItLacksAndRemembersIt() throws Exception {
        var answer = client.get("/api/posture-checks");
        assertThat(answer.status()).isEqualTo(501);
        assertThat(answer.json().path("code").asInt()).isEqualTo(501);
        assertThat(standIn.unexpectedCalls()).hasSize(1);
        assertThat(standIn.unexpectedCalls().getFirst().path()).isEqualTo("/api/posture-checks");
    }

    @Test
    void limitsATokensCallsOnlyWhereToldTo() throws Exception {
        try (NetbirdStandIn limited =
                        NetbirdStandIn.start(
                                NetbirdOptions.ephemeral().withRateLimit(new RateLimit(1, 2)));
                Client caller = new Client(limited)) {
            assertThat(caller.get("/api/groups").status()).isEqualTo(200);
            assertThat(caller.get("/api/groups").status()).isEqualTo(200);
            var refused = caller.get("/api/groups");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.message()).isEqualTo("too many requests");
            assertThat(refused.retryAfter()).isFalse();
            assertThat(caller.send("GET", "/api/groups", null, ADMIN, "Terraform/1").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void failsAsOftenAsTold() throws Exception {
        standIn.failNext(2, 503);
        assertThat(client.send("GET", "/api/groups", null, ADMIN).text()).contains("503");
        assertThat(client.send("GET", "/api/groups", null, ADMIN).text()).contains("503");
        assertThat(client.get("/api/groups").status()).isEqualTo(200);
    }

    @Test
    void cutsConnectionsWhileDown() throws Exception {
        standIn.down(true);
        assertThatThrownBy(() -> client.get("/api/groups")).isInstanceOf(IOException.class);
        standIn.behave();
        assertThat(client.get("/api/groups").status()).isEqualTo(200);
        assertThat(standIn.calls()).anyMatch(call -> call.status() == 0);
    }

    @Test
    void leavesFieldsOut() throws Exception {
        standIn.dropFields(Set.of("description"));
        assertThat(client.get("/api/policies").text()).doesNotContain("\"description\"");
        assertThat(standIn.edit("GET", "/api/policies", null).toString())
                .contains("\"description\"");
        standIn.behave();
        assertThat(client.get("/api/policies").text()).contains("\"description\"");
    }

    @Test
    void letsAPersonEditWithoutARecord() throws Exception {
        standIn.edit("POST", "/api/groups", Client.json("{'name':'by hand'}"));
        assertThat(standIn.calls()).isEmpty();
        assertThat(client.get("/api/groups").text()).contains("by hand");
        assertThatThrownBy(() -> standIn.edit("DELETE", "/api/groups/x", null))
                .hasMessageContaining("400");
    }

    @Test
    void recordsWhatItReceived() throws Exception {
        client.createGroup("g");
        ReceivedCall call = standIn.calls().getLast();
        assertThat(call.method() + " " + call.path()).isEqualTo("POST /api/groups");
        assertThat(call.body()).isEqualTo(Client.json("{'name':'g'}"));
        assertThat(call.status()).isEqualTo(200);
        standIn.forgetCalls();
        assertThat(standIn.calls()).isEmpty();
    }

    @Test
    void keepsEverythingOverARestart(@TempDir Path folder) throws Exception {
        NetbirdOptions kept = NetbirdOptions.ephemeral().withStateFile(folder.resolve("s.json"));
        String group;
        String policy;
        try (NetbirdStandIn first = NetbirdStandIn.start(kept);
                Client caller = new Client(first)) {
            group = caller.createGroup("island", first.peerId("mia-phone"));
            policy = caller.post("/api/policies", PolicyCornersIT.policy("p", group, group)).id();
            assertThat(first.logIn(Persona.MAX, "max-tablet")).isNotNull();
        }
        try (NetbirdStandIn second = NetbirdStandIn.start(kept);
                Client caller = new Client(second)) {
            assertThat(caller.get("/api/groups/" + group).text()).contains("mia-phone");
            assertThat(caller.get("/api/policies/" + policy).text()).contains("island");
            assertThat(second.peerId("max-tablet")).isNotEmpty();
        }
        assertThat(folder.toFile().list()).containsExactly("s.json");
    }
}
