// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** netbird.md §2.4, one test a corner. */
class GroupCornersIT {
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

    @Test
    void startsWithTheDemosGroups() throws Exception {
        assertThat(client.get("/api/groups").json().findValuesAsText("name"))
                .contains("All", "admin", "core", "vpn-nodes", "core-services", "mia-phone");
    }

    @Test
    void answersNullForEmptyLists() throws Exception {
        var group = client.post("/api/groups", "{'name':'empty'}").json();
        assertThat(group.get("peers").isNull()).isTrue();
        assertThat(group.get("resources").isNull()).isTrue();
    }

    @Test
    void findsByExactNameAndAnswers404ForNone() throws Exception {
        assertThat(client.get("/api/groups?name=core").json()).hasSize(1);
        assertThat(client.get("/api/groups?name=Core").status()).isEqualTo(404);
    }

    @Test
    void findsTheDuplicateWithMostPeers() throws Exception {
        String few = client.createGroup("few");
        client.put("/api/groups/" + few, "{'name':'vpn-nodes'}");
        var found = client.get("/api/groups?name=vpn-nodes").json();
        assertThat(found).hasSize(1);
        assertThat(found.get(0).path("peers_count").asInt()).isEqualTo(4);
    }

    @Test
    void refusesAnEmptyNameButTakesBlanks() throws Exception {
        assertThat(client.post("/api/groups", "{'name':''}").status()).isEqualTo(422);
        assertThat(client.post("/api/groups", "{'name':'  '}").status()).isEqualTo(200);
    }

    @Test
    void refusesASecondGroupOfANameButAllowsRenamingToIt() throws Exception {
        var refused = client.post("/api/groups", "{'name':'core'}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("code").asInt()).isEqualTo(409);
        String other = client.createGroup("other");
        assertThat(client.put("/api/groups/" + other, "{'name':'core'}").status()).isEqualTo(200);
    }

    @Test
    void emptiesWhatAReplacementLeavesOut() throws Exception {
        String id = client.createGroup("island", standIn.peerId("mia-phone"));
        var group = client.put("/api/groups/" + id, "{'name':'island'}").json();
        assertThat(group.get("peers").isNull()).isTrue();
        assertThat(group.path("issued").asText()).isEqualTo("api");
    }

    @Test
    void dropsUnknownPeersFromAnswersWithoutAWord() throws Exception {
        String id = client.createGroup("island", "nobody", standIn.peerId("mia-phone"));
        var group = client.get("/api/groups/" + id).json();
        assertThat(group.path("peers")).hasSize(1);
        assertThat(group.path("peers_count").asInt()).isEqualTo(1);
    }

    @Test
    void keepsAnUnknownResourceWhichThenBlocksDeletion() throws Exception {
        var group =
                client.post(
                        "/api/groups", "{'name':'r','resources':[{'id':'gone','type':'host'}]}");
        assertThat(group.json().path("resources")).hasSize(1);
        var refused = client.delete("/api/groups/" + group.id());
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.message()).isEqualTo("group has been linked to network resource: gone");
    }

    @Test
    void protectsTheGroupOfEverybody() throws Exception {
        String all = standIn.groupId("All");
        assertThat(client.put("/api/groups/" + all, "{'name':'All'}").status()).isEqualTo(422);
        assertThat(client.delete("/api/groups/" + all).status()).isEqualTo(400);
    }

    @Test
    void answers400ForDeletingAnUnknownGroupAnd404ForReadingIt() throws Exception {
        var refused = client.delete("/api/groups/unknown");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.message()).contains("not found");
        assertThat(client.get("/api/groups/unknown").status()).isEqualTo(404);
        assertThat(client.put("/api/groups/unknown", "{'name':'x'}").status()).isEqualTo(404);
    }

    @Test
    void refusesToDeleteAGroupOfAPolicyInLowerCase() throws Exception {
        String id = client.createGroup("Used");
        client.post("/api/policies", PolicyCornersIT.policy("Pol", id, id));
        var refused = client.delete("/api/groups/" + id);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.message()).isEqualTo("group has been linked to policy: pol");
    }

    @Test
    void refusesToDeleteAGroupOfAUserOrOfARevokedSetupKey() throws Exception {
        String ofUser = client.createGroup("u");
        client.put(
                "/api/users/300000000000000004",
                "{'role':'user','is_blocked':false,'auto_groups':['" + ofUser + "']}");
        assertThat(client.delete("/api/groups/" + ofUser).message()).contains("linked to user");
        String ofKey = client.createGroup("k");
        String key =
                client.post("/api/setup-keys", SetupKeyCornersIT.key("one-off", 1, ofKey)).id();
        client.put("/api/setup-keys/" + key, "{'revoked':true,'auto_groups':['" + ofKey + "']}");
        assertThat(client.delete("/api/groups/" + ofKey).message()).contains("linked to setup key");
    }

    @Test
    void leavesADanglingIdInAZone() throws Exception {
        String id = client.createGroup("zoned");
        String zone = client.post("/api/dns/zones", ZoneCornersIT.zone("z.test", id)).id();
        assertThat(client.delete("/api/groups/" + id).text()).isEqualTo("{}");
        assertThat(client.get("/api/dns/zones/" + zone).text()).contains(id);
    }

    @Test
    void ignoresUnknownFieldsAndRefusesOtherTypes() throws Exception {
        assertThat(client.post("/api/groups", "{'name':'x','color':'red'}").status())
                .isEqualTo(200);
        var refused = client.post("/api/groups", "{'name':7}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.message()).isEqualTo("couldn't parse JSON request");
        assertThat(client.post("/api/groups", "{").status()).isEqualTo(400);
    }
}
