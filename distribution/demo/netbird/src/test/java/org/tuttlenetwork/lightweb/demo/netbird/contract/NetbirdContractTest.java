// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

class NetbirdContractTest {
    private NetbirdContract contract;

    @BeforeEach
    void find() {
        Optional<NetbirdContract> found = NetbirdContract.find();
        assumeTrue(found.isPresent(), NetbirdContract.ABSENT);
        contract = found.get();
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }

    private List<String> policy(String rule) throws Exception {
        String body =
                "{'name':'p','enabled':true,'rules':[{'name':'r','enabled':true,'action':'accept',"
                        + "'bidirectional':true,'protocol':'tcp',"
                        + rule
                        + "}]}";
        return contract.validateRequest("POST", "/api/policies", json(body));
    }

    @Test
    void takesARightRequest() throws Exception {
        assertThat(policy("'ports':['80'],'sources':['a'],'destinations':['b']")).isEmpty();
        assertThat(policy("'sourceResource':{'id':'x','type':'peer'},'destinations':['b']"))
                .isEmpty();
        assertThat(contract.validateRequest("DELETE", "/api/groups/x", null)).isEmpty();
    }

    @Test
    void findsAMistypedFieldAndAWrongType() throws Exception {
        assertThat(policy("'source_resource':{'id':'x','type':'peer'}")).isNotEmpty();
        assertThat(policy("'ports':[80]")).isNotEmpty();
        assertThat(contract.validateRequest("POST", "/api/groups", json("{'peers':[]}")))
                .isNotEmpty();
        assertThat(contract.validateRequest("PATCH", "/api/groups", json("{}"))).isNotEmpty();
        assertThat(contract.validateRequest("POST", "/api/groups", null)).isNotEmpty();
    }

    @Test
    void takesNullOnlyWhereTheServerSendsIt() throws Exception {
        String group = "'id':'i','name':'n','peers_count':0,'resources_count':0";
        String right = "{" + group + ",'peers':null,'resources':null}";
        assertThat(contract.validateResponse("GET", "/api/groups/i", 200, json(right))).isEmpty();
        String wrong = right.replace("'n'", "null");
        assertThat(contract.validateResponse("GET", "/api/groups/i", 200, json(wrong)))
                .isNotEmpty();
        assertThat(contract.validateResponse("GET", "/api/groups", 200, json("null"))).isNotEmpty();
        assertThat(contract.validateResponse("GET", "/api/users/i/tokens", 200, json("null")))
                .isEmpty();
    }

    @Test
    void refusesAnUnlistedStatusAndAForeignErrorBody() throws Exception {
        String error = "{'message':'m','code':418}";
        assertThat(contract.validateResponse("GET", "/api/groups", 418, json(error))).hasSize(1);
        assertThat(contract.validateResponse("GET", "/api/groups", 403, json("{'error':'x'}")))
                .hasSize(1);
        assertThat(
                        contract.validateResponse(
                                "GET", "/api/groups/x", 412, json(error.replace("418", "412"))))
                .hasSize(1);
    }
}
