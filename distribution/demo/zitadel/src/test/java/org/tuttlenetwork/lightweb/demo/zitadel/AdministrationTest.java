// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuttlenetwork.lightweb.demo.world.DemoIds;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.demo.zitadel.Fixture.Answer;
import org.tuttlenetwork.lightweb.demo.zitadel.oidc.Scopes;
import org.tuttlenetwork.lightweb.demo.zitadel.store.Membership;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What an administrator sets up over the API, in an instance that was just installed. */
class AdministrationTest {
    private static final String APPLICATIONS = "/zitadel.application.v2.ApplicationService/";
    private static final String ADMINISTRATORS =
            "/zitadel.internal_permission.v2.InternalPermissionService/";
    private static final String NEW_PROJECT =
            "{'organizationId':'" + DemoIds.ORGANIZATION + "','name':'LightWeb'}";

    private Fixture fixture;

    @BeforeEach
    void start() {
        fixture = new Fixture(ZitadelOptions.defaults().justInstalled());
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private Answer as(Persona persona, String path, String json) {
        String token =
                fixture.zitadel.token(
                        persona.userId(),
                        List.of("openid", Scopes.ZITADEL_AUDIENCE),
                        true,
                        Duration.ofHours(1));
        return fixture.call(path, json, token);
    }

    private Answer asAda(String path, String json) {
        return as(Persona.ADA, path, json);
    }

    private static String ofProject(String fields) {
        return "{'projectId':'" + DemoIds.PROJECT + "'," + fields + "}";
    }

    @Test
    void nothingIsThereBeforeAProjectIsCreated() {
        String project = Fixture.PROJECTS + "ListProjects";
        assertThat(asAda(project, "{}").json().has("projects")).isFalse();
        assertThat(
                        asAda(
                                        APPLICATIONS + "CreateApplication",
                                        ofProject("'name':'a','apiConfiguration':{}"))
                                .status())
                .isEqualTo(400);
        assertThat(as(Persona.MIA, Fixture.PROJECTS + "CreateProject", NEW_PROJECT).status())
                .isEqualTo(403);
        assertThat(
                        asAda(Fixture.PROJECTS + "CreateProject", NEW_PROJECT)
                                .json()
                                .path("projectId")
                                .asText())
                .isEqualTo(DemoIds.PROJECT);
        assertThat(asAda(Fixture.PROJECTS + "CreateProject", NEW_PROJECT).status()).isEqualTo(409);
        assertThat(asAda(project, "{}").json().at("/projects/0/name").asText())
                .isEqualTo("LightWeb");
        assertThat(asAda(project, "{}").json().path("projects").path(0).has("projectRoleAssertion"))
                .isFalse();
    }

    @Test
    void aSecretIsToldOnceAndANewOneEndsIt() {
        asAda(Fixture.PROJECTS + "CreateProject", NEW_PROJECT);
        JsonNode made =
                asAda(
                                APPLICATIONS + "CreateApplication",
                                ofProject("'name':'host','apiConfiguration':{}"))
                        .json();
        assertThat(made.at("/apiConfiguration/clientSecret").asText()).isNotEmpty();
        JsonNode listed = asAda(APPLICATIONS + "ListApplications", "{}").json();
        assertThat(listed.at("/applications/0/apiConfiguration").has("clientSecret")).isFalse();
        String application = "'applicationId':'" + made.path("applicationId").asText() + "'";
        String other =
                asAda(APPLICATIONS + "GenerateClientSecret", ofProject(application))
                        .json()
                        .path("clientSecret")
                        .asText();
        assertThat(other).isNotEqualTo(made.at("/apiConfiguration/clientSecret").asText());
    }

    @Test
    void zeroValuesOfEnumsAreLeftOut() {
        asAda(Fixture.PROJECTS + "CreateProject", NEW_PROJECT);
        asAda(
                APPLICATIONS + "CreateApplication",
                ofProject(
                        "'name':'portal','oidcConfiguration':{'redirectUris':['https://a/b'],"
                                + "'authMethodType':'OIDC_AUTH_METHOD_TYPE_NONE'}"));
        JsonNode oidc =
                asAda(APPLICATIONS + "ListApplications", "{}")
                        .json()
                        .at("/applications/0/oidcConfiguration");
        assertThat(oidc.has("accessTokenType")).isFalse();
        assertThat(oidc.has("applicationType")).isFalse();
        assertThat(oidc.at("/redirectUris/0").asText()).isEqualTo("https://a/b");
    }

    @ParameterizedTest
    @CsvSource({
        "https://192.0.2.1/hooks, 200",
        "https://127.0.0.1/hooks, 400",
        "https://localhost/hooks, 400",
        "https://100.90.0.1/hooks, 400",
        "https://10.0.0.1/hooks, 400"
    })
    void aTargetMayNotLeadIntoAPrivateNetwork(String endpoint, int status) {
        String request = "{'name':'t','endpoint':'" + endpoint + "','restWebhook':{}}";
        assertThat(asAda("/v2/actions/targets", request).status()).isEqualTo(status);
    }

    @Test
    void anExecutionNeedsItsTargetAndAnEmptyListEndsIt() {
        String condition = "{'condition':{'event':{'group':'user.grant'}},'targets':";
        assertThat(put(condition + "['unknown']}").status()).isEqualTo(404);
        String id =
                asAda("/v2/actions/targets", "{'name':'t','endpoint':'https://a/b','restCall':{}}")
                        .json()
                        .path("id")
                        .asText();
        assertThat(put(condition + "['" + id + "']}").status()).isEqualTo(200);
        JsonNode found = asAda("/v2/actions/executions/search", "{}").json();
        assertThat(found.at("/executions/0/condition/event/group").asText())
                .isEqualTo("user.grant");
        put(condition + "[]}");
        assertThat(asAda("/v2/actions/executions/search", "{}").json().has("executions")).isFalse();
    }

    private Answer put(String json) {
        String token =
                fixture.zitadel.token(
                        Persona.ADA.userId(),
                        List.of("openid", Scopes.ZITADEL_AUDIENCE),
                        true,
                        Duration.ofHours(1));
        return fixture.send(
                fixture.request("/v2/actions/executions")
                        .header("Authorization", "Bearer " + token)
                        .PUT(HttpRequest.BodyPublishers.ofString(json.replace('\'', '"'))));
    }

    @Test
    void aRoleBelongsToItsResource() {
        String user =
                "{'userId':'" + Persona.MIA.userId() + "','resource':{'instance':true},'roles':";
        String create = ADMINISTRATORS + "CreateAdministrator";
        assertThat(asAda(create, user + "['ORG_OWNER_VIEWER']}").status()).isEqualTo(400);
        assertThat(
                        asAda(
                                        ADMINISTRATORS + "UpdateAdministrator",
                                        user + "['IAM_OWNER_VIEWER']}")
                                .status())
                .isEqualTo(404);
        assertThat(asAda(create, user + "['IAM_OWNER_VIEWER']}").status()).isEqualTo(200);
        assertThat(asAda(create, user + "['IAM_OWNER_VIEWER']}").status()).isEqualTo(409);
        JsonNode mine = as(Persona.MIA, ADMINISTRATORS + "ListAdministrators", "{}").json();
        assertThat(mine.at("/administrators").findValuesAsText("instance")).contains("true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'publicKey':'bm9uZQ==','expirationDate':'2100-01-01T00:00:00Z'}",
                "{'expirationDate':'2100-01-01T00:00:00Z'}",
                "{'publicKey':'bm9uZQ=='}",
                "{'publicKey':'bm9uZQ==','expirationDate':'2001-01-01T00:00:00Z'}"
            })
    void aKeyNeedsAnEndAndAPublicHalf(String request) {
        String user =
                asAda(
                                "/v2/users/new",
                                "{'organizationId':'"
                                        + DemoIds.ORGANIZATION
                                        + "','username':'m','machine':{'name':'m'}}")
                        .json()
                        .path("id")
                        .asText();
        assertThat(asAda("/v2/users/" + user + "/keys", request).status()).isEqualTo(400);
    }

    @Test
    void permissionsOfAProjectCarryItsId() {
        String search = "/auth/v1/permissions/zitadel/me/_search";
        assertThat(asAda(search, "{}").json().path("result").toString())
                .contains("\"iam.member.write\"");
        fixture.zitadel
                .console()
                .setMemberships(Persona.MIA.userId(), Set.of(Membership.PROJECT_OWNER));
        assertThat(as(Persona.MIA, search, "{}").json().path("result").toString())
                .contains("\"user.grant.write:" + DemoIds.PROJECT + "\"");
        assertThat(as(Persona.NORA, search, "{}").json().has("result")).isFalse();
    }
}
