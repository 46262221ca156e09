// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.demo.world.Persona;

/** netbird.md §2.6, §2.8, §2.10 and §2.11, one test a corner. */
class PeerAndAccountCornersIT {
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

    private static final String FLAGS = "'ssh_enabled':false,'inactivity_expiration_enabled':false";

    private ObjectNode settings() throws Exception {
        return (ObjectNode) client.get("/api/accounts").json().get(0).path("settings");
    }

    private Client.Answer putSettings(ObjectNode settings) throws Exception {
        String id = client.get("/api/accounts").json().get(0).path("id").asText();
        return client.put("/api/accounts/" + id, "{'settings':" + settings + "}");
    }

    @Test
    void findsPeersByNameAndAddress() throws Exception {
        var found = client.get("/api/peers?name=mia-phone").json();
        assertThat(found).hasSize(1);
        assertThat(found.get(0).path("user_id").asText()).isEqualTo(Persona.MIA.userId());
        assertThat(found.get(0).path("accessible_peers_count").asInt()).isZero();
        String ip = found.get(0).path("ip").asText();
        assertThat(ip).startsWith("100.64.");
        assertThat(client.get("/api/peers?ip=" + ip).json()).hasSize(1);
        assertThat(
                        client.get("/api/peers?name=core-services")
                                .json()
                                .get(0)
                                .path("user_id")
                                .asText())
                .isEmpty();
    }

    @Test
    void replacesAPeerButNoExpirationOfOneThatJoinedByAKey() throws Exception {
        String core = "/api/peers/" + standIn.peerId("core-services");
        String on = "{'name':'n','login_expiration_enabled':true," + FLAGS + "}";
        assertThat(client.put(core, on).status()).isEqualTo(412);
        var phone = client.put("/api/peers/" + standIn.peerId("mia-phone"), on);
        assertThat(phone.json().path("name").asText()).isEqualTo("n");
        String address = on.replace("{", "{'ip':'10.0.0.1',");
        assertThat(client.put("/api/peers/" + phone.id(), address).status()).isEqualTo(422);
        String taken = client.get(core).json().path("ip").asText();
        assertThat(
                        client.put("/api/peers/" + phone.id(), address.replace("10.0.0.1", taken))
                                .status())
                .isEqualTo(422);
    }

    @Test
    void deletesAPeerOutOfItsGroups() throws Exception {
        String id = standIn.peerId("core-services");
        assertThat(client.delete("/api/peers/" + id).text()).isEqualTo("{}");
        assertThat(client.get("/api/groups?name=core").json().get(0).get("peers").isNull())
                .isTrue();
        assertThat(client.delete("/api/peers/" + id).status()).isEqualTo(404);
    }

    @Test
    void startsWithApprovalAndPropagationOn() throws Exception {
        assertThat(settings().path("groups_propagation_enabled").asBoolean()).isTrue();
        assertThat(settings().path("extra").path("user_approval_required").asBoolean()).isTrue();
    }

    @Test
    void resetsOmittedSettingsButKeepsExtra() throws Exception {
        ObjectNode settings = settings();
        settings.remove(
                java.util.List.of("ipv6_enabled_groups", "groups_propagation_enabled", "extra"));
        var after = putSettings(settings).json().path("settings");
        assertThat(after.path("ipv6_enabled_groups")).isEmpty();
        assertThat(after.path("groups_propagation_enabled").asBoolean(true)).isFalse();
        assertThat(after.path("extra").path("user_approval_required").asBoolean()).isTrue();
    }

    @Test
    void boundsTheLoginExpiration() throws Exception {
        ObjectNode settings = settings();
        assertThat(putSettings(settings.put("peer_login_expiration", 3599)).status())
                .isEqualTo(422);
        assertThat(putSettings(settings.put("peer_login_expiration", 180 * 86400 + 1)).status())
                .isEqualTo(422);
        assertThat(putSettings(settings.put("peer_login_expiration", 3600)).status())
                .isEqualTo(200);
        assertThat(client.put("/api/accounts/x", "{}").status()).isEqualTo(404);
    }

    @Test
    void addsButNeverTakesAwayWhenPropagationChanges() throws Exception {
        ObjectNode settings = settings();
        String group = client.createGroup("island");
        putSettings(settings.put("groups_propagation_enabled", false));
        client.put(
                "/api/users/" + Persona.MIA.userId(),
                "{'role':'user','is_blocked':false,'auto_groups':['" + group + "']}");
        assertThat(client.get("/api/groups/" + group).json().path("peers_count").asInt()).isZero();
        putSettings(settings.put("groups_propagation_enabled", true));
        assertThat(client.get("/api/groups/" + group).json().path("peers_count").asInt()).isOne();
        putSettings(settings.put("groups_propagation_enabled", false));
        assertThat(client.get("/api/groups/" + group).json().path("peers_count").asInt()).isOne();
    }

    @Test
    void showsTheNewestEventFirst() throws Exception {
        client.createGroup("first");
        client.createGroup("second");
        var events = client.get("/api/events/audit").json();
        assertThat(events.get(0).path("activity_code").asText()).isEqualTo("group.add");
        assertThat(events.get(0).path("meta").path("name").asText()).isEqualTo("second");
        assertThat(events.get(1).path("meta").path("name").asText()).isEqualTo("first");
    }

    @Test
    void listsNoNetworks() throws Exception {
        assertThat(client.get("/api/networks").text()).isEqualTo("[]");
        assertThat(client.get("/api/networks/resources").text()).isEqualTo("[]");
        assertThat(client.get("/api/networks/x/resources").status()).isEqualTo(404);
    }
}
