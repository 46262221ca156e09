// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** netbird.md §2.7, one test a corner. */
class SetupKeyCornersIT {
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

    static String key(String type, int limit, String group) {
        return "{'name':'k','type':'"
                + type
                + "','expires_in':86400,'usage_limit':"
                + limit
                + ",'auto_groups':['"
                + group
                + "']}";
    }

    @Test
    void needsAName() throws Exception {
        String unnamed = key("one-off", 1, standIn.groupId("vpn-nodes")).replace("'k'", "''");
        assertThat(client.post("/api/setup-keys", unnamed).status()).isEqualTo(422);
    }

    @Test
    void showsTheKeyOnlyOnce() throws Exception {
        var made = client.post("/api/setup-keys", key("one-off", 1, standIn.groupId("vpn-nodes")));
        assertThat(made.json().path("key").asText()).hasSize(36);
        assertThat(client.get("/api/setup-keys/" + made.id()).json().path("key").asText())
                .endsWith("****");
    }

    @Test
    void putsTheMachineInTheKeysGroupsAndIsUsedUp() throws Exception {
        var made = client.post("/api/setup-keys", key("one-off", 1, standIn.groupId("vpn-nodes")));
        String plain = made.json().path("key").asText();
        String peer = standIn.join(plain, "vpn-node-new");
        assertThat(client.get("/api/peers/" + peer).json().path("groups").findValuesAsText("name"))
                .containsExactlyInAnyOrder("All", "vpn-nodes");
        assertThat(client.get("/api/setup-keys/" + made.id()).json().path("state").asText())
                .isEqualTo("overused");
        assertThatThrownBy(() -> standIn.join(plain, "another"))
                .hasMessage("the setup key is overused");
    }

    @Test
    void refusesWhatTheServerRefuses() throws Exception {
        String core = standIn.groupId("core");
        String all = standIn.groupId("All");
        assertThat(client.post("/api/setup-keys", key("one-off", 2, core)).status()).isEqualTo(422);
        assertThat(client.post("/api/setup-keys", key("one-off", 1, all)).status()).isEqualTo(422);
        assertThat(client.post("/api/setup-keys", key("one-off", 1, "x")).status()).isEqualTo(422);
        String past = key("reusable", 0, core).replace("86400", "-1");
        assertThat(client.post("/api/setup-keys", past).status()).isEqualTo(422);
    }

    @Test
    void neverExpiresWithZeroSeconds() throws Exception {
        String body = key("reusable", 0, standIn.groupId("core")).replace("86400", "0");
        var made = client.post("/api/setup-keys", body).json();
        assertThat(made.path("state").asText()).isEqualTo("valid");
        assertThat(made.path("expires").asText()).isEqualTo("0001-01-01T00:00:00Z");
    }

    @Test
    void revokesForGoodAndNeedsGroups() throws Exception {
        String group = standIn.groupId("core");
        String path =
                "/api/setup-keys/" + client.post("/api/setup-keys", key("reusable", 0, group)).id();
        assertThat(client.put(path, "{'revoked':true}").status()).isEqualTo(422);
        assertThat(
                        client.put(path, "{'revoked':true,'auto_groups':[]}")
                                .json()
                                .path("state")
                                .asText())
                .isEqualTo("revoked");
        assertThat(client.put(path, "{'revoked':false,'auto_groups':[]}").status()).isEqualTo(422);
        assertThat(client.delete(path).text()).isEqualTo("{}");
        assertThat(client.get(path).status()).isEqualTo(404);
    }
}
