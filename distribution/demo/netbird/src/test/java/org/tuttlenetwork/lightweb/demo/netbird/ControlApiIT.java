// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

class ControlApiIT {
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

    private JsonNode control(String method, String what, String body) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(standIn.controlUri().resolve("/control/" + what))
                            .method(
                                    method,
                                    HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
                            .build();
            String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            return new ObjectMapper().readTree(answer);
        }
    }

    @Test
    void letsANewcomerWaitAndThenIn() throws Exception {
        String login = "{'persona':'nora','device':'nora-phone'}";
        assertThat(control("POST", "log-in", login).path("pending").asBoolean()).isTrue();
        control("POST", "edit/api/users/300000000000000010/approve", "");
        assertThat(control("POST", "log-in", login).path("peer").asText()).hasSize(20);
    }

    @Test
    void letsAMachineJoin() throws Exception {
        var key =
                client.post(
                                "/api/setup-keys",
                                SetupKeyCornersIT.key("one-off", 1, standIn.groupId("core")))
                        .json();
        String body = "{'setup_key':'" + key.path("key").asText() + "','device':'new-node'}";
        String peer = control("POST", "join", body).path("peer").asText();
        assertThat(standIn.peerId("new-node")).isEqualTo(peer);
        assertThat(control("POST", "join", body).path("message").asText()).contains("overused");
    }

    @Test
    void answersAsSlowlyAsTheRealServerWhereItIsTold() throws Exception {
        control("POST", "slow", "{'as_measured':true}");
        assertThat(standIn.latency()).isEqualTo(new Latency.AsMeasured());
        control("POST", "behave", "");
        assertThat(standIn.latency()).isEqualTo(Latency.NONE);
    }

    @Test
    void turnsFaultsOnAndOff() throws Exception {
        control("POST", "fail", "{'times':1,'status':503,'method':'GET','path':'/api/groups'}");
        assertThat(
                        client.send(
                                        "POST",
                                        "/api/groups",
                                        "{'name':'g'}",
                                        "Token " + NetbirdStandIn.ADMIN_TOKEN)
                                .status())
                .isEqualTo(200);
        assertThat(control("POST", "slow", "{'ms':1}").isEmpty()).isTrue();
        assertThat(control("POST", "slow", "{'ms':-1}").path("message").asText()).contains("ms");
        control("POST", "drop-fields", "{'fields':['peers']}");
        control("POST", "down", "{'down':true}");
        control("POST", "behave", "{}");
        assertThat(client.get("/api/groups").text()).contains("\"peers\"");
    }

    @Test
    void listsCallsAndDeliveries() throws Exception {
        client.get("/api/posture-checks");
        assertThat(control("GET", "calls", "").get(0).path("status").asInt()).isEqualTo(501);
        assertThat(control("GET", "unexpected-calls", "")).hasSize(1);
        control("DELETE", "calls", "");
        assertThat(control("GET", "calls", "")).isEmpty();
        String peer = standIn.peerId("mia-phone");
        assertThat(control("GET", "deliveries/" + peer, "").get(0).path("peers")).hasSize(15);
        control("POST", "connection", "{'device':'mia-phone','connected':false}");
        assertThat(client.get("/api/peers/" + peer).json().path("connected").asBoolean()).isFalse();
    }

    @Test
    void refusesWhatItDoesNotKnow() throws Exception {
        assertThat(control("GET", "nothing", "").path("message").asText())
                .contains("no control call");
        assertThat(control("POST", "tokens", "{'user':'x'}").path("message").asText())
                .isEqualTo("no user x");
    }
}
