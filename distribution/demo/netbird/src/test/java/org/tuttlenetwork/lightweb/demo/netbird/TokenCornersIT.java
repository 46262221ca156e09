// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuttlenetwork.lightweb.demo.world.DemoNetbird;
import org.tuttlenetwork.lightweb.demo.world.Persona;

import java.time.Duration;

/** netbird.md §2.1 (failure codes) and §2.3, one test a corner. */
class TokenCornersIT {
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

    private static final String TOKENS = "/api/users/" + DemoNetbird.ADMIN_USER + "/tokens";
    private static final String NETWORK = "Token " + NetbirdStandIn.NETWORK_ADMIN_TOKEN;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Token",
                "Token nbp_short",
                "Token nbp_LightWebDemoAdmin00000000000024IYanX",
                "Basic YTpi",
                "Token a b",
                "Bearer eyJhbGciOiJub25lIn0.e30."
            })
    void answers401ForWhatIsNoToken(String authorization) throws Exception {
        var refused = client.send("GET", "/api/groups", null, authorization);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.json().path("code").asInt()).isEqualTo(401);
    }

    @Test
    void takesATokenAsBearerAndAnyCaseOfTheScheme() throws Exception {
        String token = NetbirdStandIn.ADMIN_TOKEN;
        assertThat(client.send("GET", "/api/groups", null, "Bearer " + token).status())
                .isEqualTo(200);
        assertThat(client.send("GET", "/api/groups", null, "tOkEn " + token).status())
                .isEqualTo(200);
    }

    @Test
    void answers404ForARevokedTokenOnEveryCall() throws Exception {
        var made = client.post(TOKENS, "{'name':'t','expires_in':30}").json();
        String token = "Token " + made.path("plain_token").asText();
        assertThat(client.send("GET", "/api/groups", null, token).status()).isEqualTo(200);
        String id = made.path("personal_access_token").path("id").asText();
        assertThat(client.delete(TOKENS + "/" + id).text()).isEqualTo("{}");
        var refused = client.send("GET", "/api/accounts", null, token);
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.message()).startsWith("invalid token: pat: ").endsWith(" not found");
        assertThat(client.delete(TOKENS + "/" + id).status()).isEqualTo(404);
    }

    @Test
    void answers401ForAnExpiredTokenAnd403ForABlockedUser() throws Exception {
        String mia = Persona.MIA.userId();
        String expired = standIn.issueToken(mia, Duration.ofDays(-1));
        assertThat(client.send("GET", "/api/groups", null, "Token " + expired).status())
                .isEqualTo(401);
        String blocked = standIn.issueToken(mia, Duration.ofDays(1));
        client.put("/api/users/" + mia, "{'role':'user','auto_groups':[],'is_blocked':true}");
        var refused = client.send("GET", "/api/groups", null, "Token " + blocked);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.message()).isEqualTo("user is blocked");
    }

    @Test
    void limitsTheLifeAndNeedsAName() throws Exception {
        assertThat(client.post(TOKENS, "{'name':'t','expires_in':366}").status()).isEqualTo(422);
        assertThat(client.post(TOKENS, "{'name':'t','expires_in':0}").status()).isEqualTo(422);
        assertThat(client.post(TOKENS, "{'name':'','expires_in':3}").status()).isEqualTo(422);
    }

    @Test
    void givesOnesOwnTokensAndServiceUsersToAdminsOnly() throws Exception {
        String own = "/api/users/" + DemoNetbird.NETWORK_ADMIN_USER + "/tokens";
        String body = "{'name':'t','expires_in':30}";
        assertThat(client.send("POST", own, body, NETWORK).status()).isEqualTo(200);
        assertThat(client.post(own, body).status()).isEqualTo(200);
        assertThat(client.send("POST", TOKENS, body, NETWORK).status()).isEqualTo(403);
        String person = "/api/users/" + Persona.MIA.userId() + "/tokens";
        assertThat(client.post(person, body).status()).isEqualTo(403);
    }

    @Test
    void givesNoTokenToARoleThatMayMakeNone() throws Exception {
        String body = "{'name':'t','expires_in':30}";
        String service = "{'role':'auditor','auto_groups':[],'name':'s','is_service_user':true}";
        String auditor = client.post("/api/users", service).id();
        String own = "/api/users/" + auditor + "/tokens";
        String token = "Token " + standIn.issueToken(auditor, Duration.ofDays(1));
        assertThat(client.send("GET", own, null, token).status()).isEqualTo(200);
        assertThat(client.send("POST", own, body, token).status()).isEqualTo(403);
        assertThat(client.send("POST", own, "{'name':'t'}", token).status()).isEqualTo(422);
        String mia = Persona.MIA.userId();
        String person = "Token " + standIn.issueToken(mia, Duration.ofDays(1));
        String theirs = "/api/users/" + mia + "/tokens";
        assertThat(client.send("GET", theirs, null, person).status()).isEqualTo(403);
        assertThat(client.send("POST", theirs, body, person).status()).isEqualTo(403);
    }

    @Test
    void answers404ForTokensOfNobody() throws Exception {
        assertThat(client.get("/api/users/nobody/tokens").status()).isEqualTo(404);
        assertThat(client.post("/api/users/nobody/tokens", "{'name':'t','expires_in':3}").status())
                .isEqualTo(404);
    }

    @Test
    void answersNullForNoTokens() throws Exception {
        String service = "{'role':'admin','auto_groups':[],'name':'s','is_service_user':true}";
        String id = client.post("/api/users", service).id();
        assertThat(client.get("/api/users/" + id + "/tokens").text()).isEqualTo("null");
    }

    @Test
    void letsTheNetworkAdminReadAllAndWriteTheNetworkOnly() throws Exception {
        String core = standIn.groupId("core");
        assertThat(client.send("GET", "/api/users", null, NETWORK).status()).isEqualTo(200);
        assertThat(client.send("GET", "/api/setup-keys", null, NETWORK).status()).isEqualTo(200);
        assertThat(client.send("POST", "/api/groups", "{'name':'g'}", NETWORK).status())
                .isEqualTo(200);
        String zone = ZoneCornersIT.zone("a.test", core);
        assertThat(client.send("POST", "/api/dns/zones", zone, NETWORK).status()).isEqualTo(200);
        String key = SetupKeyCornersIT.key("one-off", 1, core);
        assertThat(client.send("POST", "/api/setup-keys", key, NETWORK).status()).isEqualTo(403);
        String user = "{'role':'user','auto_groups':[],'is_blocked':false}";
        String mia = "/api/users/" + Persona.MIA.userId();
        assertThat(client.send("PUT", mia, user, NETWORK).status()).isEqualTo(403);
        String peer = "/api/peers/" + standIn.peerId("mia-phone");
        assertThat(client.send("DELETE", peer, null, NETWORK).status()).isEqualTo(403);
    }

    @Test
    void givesAPlainUserNothingAndAnUnknownRoleAnError() throws Exception {
        String token = "Token " + standIn.issueToken(Persona.MIA.userId(), Duration.ofDays(1));
        assertThat(client.send("GET", "/api/groups", null, token).status()).isEqualTo(403);
        client.put(
                "/api/users/" + Persona.MIA.userId(),
                "{'role':'billing_admin','auto_groups':[],'is_blocked':false}");
        assertThat(client.send("GET", "/api/groups", null, token).status()).isEqualTo(404);
    }
}
