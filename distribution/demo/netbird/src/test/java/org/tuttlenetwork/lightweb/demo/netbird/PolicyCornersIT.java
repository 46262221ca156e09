// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** netbird.md §2.5, one test a corner. */
class PolicyCornersIT {
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

    static String policy(String name, String source, String destination) {
        return "{'name':'"
                + name
                + "','enabled':true,'description':'d','rules':["
                + rule("'sources':['" + source + "'],'destinations':['" + destination + "']")
                + "]}";
    }

    static String rule(String rest) {
        return "{'name':'r','enabled':true,'action':'accept','bidirectional':true,'protocol':'tcp',"
                + rest
                + "}";
    }

    @Test
    void startsWithAnEnabledPolicyFromAllToAll() throws Exception {
        var policies = client.get("/api/policies").json();
        assertThat(policies).hasSize(1);
        var rule = policies.get(0).path("rules").get(0);
        assertThat(policies.get(0).path("name").asText()).isEqualTo("Default");
        assertThat(policies.get(0).path("enabled").asBoolean()).isTrue();
        assertThat(rule.path("sources").get(0).path("name").asText()).isEqualTo("All");
        assertThat(rule.path("destinations").get(0).path("name").asText()).isEqualTo("All");
    }

    @Test
    void echoesASecondRuleAndLosesIt() throws Exception {
        String all = standIn.groupId("All");
        String sides = "'sources':['" + all + "'],'destinations':['" + all + "']";
        var made =
                client.post(
                        "/api/policies",
                        "{'name':'two','enabled':true,'rules':["
                                + rule(sides)
                                + ","
                                + rule(sides)
                                + "]}");
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.json().path("rules")).hasSize(2);
        assertThat(made.json().path("rules").findValuesAsText("id")).contains(made.id(), made.id());
        assertThat(client.get("/api/policies/" + made.id()).json().path("rules")).hasSize(1);
    }

    @Test
    void dropsUnknownGroupsAndPostureChecksWithoutAWord() throws Exception {
        String made = policy("p", "typo", standIn.groupId("core"));
        var answer =
                client.post(
                        "/api/policies",
                        made.replaceFirst("\\{", "{'source_posture_checks':['typo'],"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("rules").get(0).get("sources").isNull()).isTrue();
        assertThat(answer.json().get("source_posture_checks").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'sources':[],'sourceResource':{'id':'x','type':'peer'},'destinations':[]",
                "'destinations':[]",
                "'sources':[],'destinations':[],'ports':['80'],'port_ranges':[{'start':1,'end':2}]",
                "'sources':[],'destinations':[],'ports':['0']",
                "'sources':[],'destinations':[],'ports':['http']",
                "'sources':[],'destinations':[],'port_ranges':[{'start':0,'end':2}]",
                "'sources':[],'destinations':[],'protocol':'all','ports':['80']",
                "'sources':[],'destinations':[],'protocol':'sctp'",
                "'sources':[],'destinations':[],'action':'log'",
                "'sources':['g'],'destinations':[],'protocol':'netbird-ssh','authorized_groups':{'h':['u']}"
            })
    void refusesARuleThatBreaksTheRules(String rest) throws Exception {
        String body = "{'name':'p','enabled':true,'rules':[" + rule(rest) + "]}";
        assertThat(client.post("/api/policies", body).status()).isEqualTo(422);
    }

    @Test
    void takesARangeWhoseStartIsAfterItsEnd() throws Exception {
        String rest = "'sources':[],'destinations':[],'port_ranges':[{'start':9,'end':2}]";
        String body = "{'name':'p','enabled':true,'rules':[" + rule(rest) + "]}";
        assertThat(client.post("/api/policies", body).status()).isEqualTo(200);
    }

    @Test
    void refusesNoNameAndNoRules() throws Exception {
        assertThat(client.post("/api/policies", "{'name':'','rules':[]}").status()).isEqualTo(422);
        assertThat(client.post("/api/policies", "{'name':'p','rules':[]}").status()).isEqualTo(422);
    }

    @Test
    void replacesWholeSoThatAMissingDescriptionIsErased() throws Exception {
        String core = standIn.groupId("core");
        String id = client.post("/api/policies", policy("p", core, core)).id();
        String without = policy("p", core, core).replace("'description':'d',", "");
        client.put("/api/policies/" + id, without);
        assertThat(client.get("/api/policies/" + id).json().path("description").asText()).isEmpty();
    }

    @Test
    void makesAPolicyWithoutEnabledDisabled() throws Exception {
        String core = standIn.groupId("core");
        String body = policy("p", core, core).replaceFirst("'enabled':true,", "");
        assertThat(client.post("/api/policies", body).json().path("enabled").asBoolean()).isFalse();
    }

    @Test
    void refusesAForeignRuleId() throws Exception {
        String core = standIn.groupId("core");
        String id = client.post("/api/policies", policy("p", core, core)).id();
        String foreign = policy("p", core, core).replace("'name':'r'", "'name':'r','id':'x'");
        assertThat(client.put("/api/policies/" + id, foreign).status()).isEqualTo(422);
    }

    @Test
    void allowsTwoPoliciesOfOneNameAndDeletes() throws Exception {
        String core = standIn.groupId("core");
        client.post("/api/policies", policy("p", core, core));
        String id = client.post("/api/policies", policy("p", core, core)).id();
        assertThat(client.delete("/api/policies/" + id).text()).isEqualTo("{}");
        assertThat(client.delete("/api/policies/" + id).status()).isEqualTo(404);
    }

    @Test
    void countsNoResourcesOfADestinationThatIsAlsoASource() throws Exception {
        String id =
                client.post("/api/groups", "{'name':'r','resources':[{'id':'h','type':'host'}]}")
                        .id();
        var rule = client.post("/api/policies", policy("p", id, id)).json().path("rules").get(0);
        assertThat(rule.path("destinations").get(0).path("resources_count").asInt()).isZero();
    }
}
