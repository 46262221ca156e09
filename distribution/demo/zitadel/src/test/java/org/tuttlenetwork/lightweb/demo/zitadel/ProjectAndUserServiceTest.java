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

import java.time.Duration;
import java.util.List;
import java.util.Set;

class ProjectAndUserServiceTest {
    private Fixture fixture;

    @BeforeEach
    void start() {
        fixture = new Fixture();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private Answer project(String method, String fields) {
        return fixture.call(
                Fixture.PROJECTS + method, "{'projectId':'" + DemoIds.PROJECT + "'" + fields + "}");
    }

    private Answer add(String key) {
        return project("AddProjectRole", ",'roleKey':'" + key + "','displayName':'A role'");
    }

    private Answer asAda(String path, String body) {
        return fixture.call(path, body, adasToken());
    }

    private String adasToken() {
        return fixture.zitadel.token(
                Persona.ADA.userId(),
                List.of("openid", Scopes.ZITADEL_AUDIENCE),
                false,
                Duration.ofHours(1));
    }

    @Test
    void addsAndListsARole() {
        Answer added = add("island:reef:member");
        JsonNode roles =
                project(
                                "ListProjectRoles",
                                ",'filters':[{'roleKeyFilter':{'key':'island:','method':'TEXT_FILTER_METHOD_STARTS_WITH'}}]")
                        .json();
        assertThat(added.json().has("creationDate")).isTrue();
        assertThat(roles.at("/projectRoles/0/key").asText()).isEqualTo("island:reef:member");
        assertThat(roles.at("/projectRoles/0/displayName").asText()).isEqualTo("A role");
        assertThat(roles.at("/pagination/totalResult").asText()).isEqualTo("1");
    }

    @Test
    void aRoleNeedsADisplayName() {
        assertThat(project("AddProjectRole", ",'roleKey':'k'").status()).isEqualTo(400);
    }

    @Test
    void aRoleKeyHasAtMostTwoHundredCharacters() {
        assertThat(add("k".repeat(200)).status()).isEqualTo(200);
        assertThat(add("k".repeat(201)).json().path("code").asText()).isEqualTo("invalid_argument");
    }

    @Test
    void aRoleIsAddedOnce() {
        add("k");
        assertThat(add("k").status()).isEqualTo(409);
    }

    @Test
    void removalOfARoleSucceedsTwice() {
        add("k");
        assertThat(project("RemoveProjectRole", ",'roleKey':'k'").json().has("removalDate"))
                .isTrue();
        assertThat(project("RemoveProjectRole", ",'roleKey':'k'").status()).isEqualTo(200);
    }

    @Test
    void updatesARoleThatIsThere() {
        add("k");
        assertThat(project("UpdateProjectRole", ",'roleKey':'k','group':'g'").status())
                .isEqualTo(200);
        assertThat(project("UpdateProjectRole", ",'roleKey':'x','group':'g'").status())
                .isEqualTo(404);
    }

    @Test
    void rolesOfAnUnknownProjectCannotBeAdded() {
        Answer answer =
                fixture.call(
                        Fixture.PROJECTS + "AddProjectRole",
                        "{'projectId':'1','roleKey':'k','displayName':'d'}");
        assertThat(answer.json().path("code").asText()).isEqualTo("failed_precondition");
    }

    @Test
    void showsTheProject() {
        JsonNode project = project("GetProject", "").json().path("project");
        assertThat(project.path("organizationId").asText()).isEqualTo(DemoIds.ORGANIZATION);
        assertThat(project.path("state").asText()).isEqualTo("PROJECT_STATE_ACTIVE");
        assertThat(project.has("authorizationRequired")).isFalse();
    }

    @Test
    void usersHaveTheOlderEnvelope() {
        JsonNode users = fixture.call("/v2/users", "{'query':{'limit':3,'asc':true}}").json();
        assertThat(users.at("/details/totalResult").asText()).isEqualTo("11");
        assertThat(users.path("result")).hasSize(3);
        JsonNode ada = users.at("/result/0");
        assertThat(ada.path("userId").asText()).isEqualTo(Persona.ADA.userId());
        assertThat(ada.path("state").asText()).isEqualTo("USER_STATE_ACTIVE");
        assertThat(ada.at("/human/email/email").asText()).isEqualTo(Persona.ADA.email());
        assertThat(users.has("pagination")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'emailQuery':{'emailAddress':'mia@demo.tuttle.test'}} | 1",
                "{'inUserIdsQuery':{'userIds':['300000000000000001','1']}} | 1",
                "{'inUserEmailsQuery':{'userEmails':['ada@demo.tuttle.test','mia@demo.tuttle.test']}}"
                    + " | 2",
                "{'typeQuery':{'type':'TYPE_MACHINE'}} | 1",
                "{'displayNameQuery':{'displayName':'ma','method':'TEXT_QUERY_METHOD_STARTS_WITH_IGNORE_CASE'}}"
                    + " | 3",
                "{'notQuery':{'query':{'typeQuery':{'type':'TYPE_HUMAN'}}}} | 1",
                "{'orQuery':{'queries':[{'userNameQuery':{'userName':'ada'}},{'userNameQuery':{'userName':'mia'}}]}}"
                    + " | 2",
                "{'stateQuery':{'state':'USER_STATE_LOCKED'}} | 0",
                "{'organizationIdQuery':{'organizationId':'1'}} | 0"
            })
    void queriesSelectUsers(String query, int expected) {
        Answer answer = fixture.call("/v2/users", "{'queries':[" + query + "]}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("result")).hasSize(expected);
    }

    @Test
    void readsOneUser() {
        Answer answer = fixture.getWithToken("/v2/users/" + Persona.MIA.userId());
        assertThat(answer.json().at("/user/username").asText()).isEqualTo("mia");
        assertThat(fixture.getWithToken("/v2/users/1").status()).isEqualTo(404);
    }

    @Test
    void gatewayErrorsHaveANumericCode() {
        JsonNode error = fixture.getWithToken("/v2/users/1").json();
        assertThat(error.path("code").isInt()).isTrue();
        assertThat(error.path("code").asInt()).isEqualTo(5);
        assertThat(error.at("/details/0/@type").asText())
                .isEqualTo("type.googleapis.com/zitadel.v1.ErrorDetail");
        assertThat(fixture.get("/v2/users/1").json().path("code").asInt()).isEqualTo(16);
    }

    @ParameterizedTest
    @CsvSource({"lock,unlock", "deactivate,reactivate"})
    void statesOfUsersAreNotIdempotent(String there, String back) {
        String user = "/v2/users/" + Persona.MIA.userId() + "/";
        assertThat(asAda(user + back, "{}").status()).isEqualTo(400);
        assertThat(asAda(user + there, "{}").status()).isEqualTo(200);
        Answer again = asAda(user + there, "{}");
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.json().path("code").asInt()).isEqualTo(9);
        assertThat(asAda(user + back, "{}").status()).isEqualTo(200);
    }

    @Test
    void lockingHasNoGrantEventAndLeavesTheGrantActive() {
        fixture.addRole("r");
        fixture.zitadel.console().grantRole(Persona.MIA.userId(), "r");
        fixture.zitadel.console().lock(Persona.MIA.userId());
        JsonNode last = fixture.call("/admin/v1/events/_search", "{'limit':1}").json();
        JsonNode grants =
                fixture.call(
                                Fixture.AUTHORIZATIONS + "ListAuthorizations",
                                "{'filters':[{'userId':{'id':'" + Persona.MIA.userId() + "'}}]}")
                        .json();
        assertThat(last.at("/events/0/type/type").asText()).isEqualTo("user.locked");
        assertThat(last.at("/events/0").has("payload")).isFalse();
        assertThat(last.at("/events/0/aggregate/id").asText()).isEqualTo(Persona.MIA.userId());
        assertThat(grants.at("/authorizations/0/state").asText()).isEqualTo("STATE_ACTIVE");
    }

    @Test
    void theServiceUserMayNotChangeUsers() {
        Answer answer = fixture.call("/v2/users/" + Persona.MIA.userId() + "/lock", "{}");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().path("code").asInt()).isEqualTo(7);
    }

    @Test
    void usersAndEventsNeedMoreThanProjectOwner() {
        fixture.zitadel
                .console()
                .setMemberships(DemoIds.SERVICE_USER, Set.of(Membership.PROJECT_OWNER));
        assertThat(fixture.call("/v2/users", "{}").json().path("result")).hasSize(1);
        assertThat(fixture.call("/admin/v1/events/_search", "{}").status()).isEqualTo(403);
        assertThat(add("k").status()).isEqualTo(200);
    }

    @Test
    void ownerOfTheOrganizationMayNotReadEvents() {
        fixture.zitadel
                .console()
                .setMemberships(DemoIds.SERVICE_USER, Set.of(Membership.ORG_OWNER));
        assertThat(fixture.call("/admin/v1/events/_search", "{}").status()).isEqualTo(403);
    }

    @Test
    void ascendingEventsBeginAfterFrom() {
        JsonNode all = fixture.call("/admin/v1/events/_search", "{'asc':true}").json();
        String third = all.at("/events/2/creationDate").asText();
        JsonNode after =
                fixture.call("/admin/v1/events/_search", "{'asc':true,'from':'" + third + "'}")
                        .json();
        JsonNode before =
                fixture.call("/admin/v1/events/_search", "{'from':'" + third + "'}").json();
        assertThat(after.at("/events/0/creationDate").asText())
                .isEqualTo(all.at("/events/3/creationDate").asText());
        assertThat(before.path("events")).hasSize(2);
        assertThat(before.at("/events/0/creationDate").asText())
                .isEqualTo(all.at("/events/1/creationDate").asText());
    }

    @Test
    void aRangeMakesFromIgnored() {
        JsonNode all = fixture.call("/admin/v1/events/_search", "{'asc':true}").json();
        String first = all.at("/events/0/creationDate").asText();
        JsonNode ranged =
                fixture.call(
                                "/admin/v1/events/_search",
                                "{'asc':true,'from':'2030-01-01T00:00:00Z','range':{'until':'"
                                        + first
                                        + "'}}")
                        .json();
        assertThat(ranged.path("events")).hasSize(1);
    }

    @Test
    void sequencesCountWithinTheAggregateAndAreTexts() {
        JsonNode events =
                fixture.call("/admin/v1/events/_search", "{'asc':true,'aggregateTypes':['user']}")
                        .json();
        assertThat(events.path("events").findValuesAsText("sequence")).containsOnly("1");
        assertThat(events.at("/events/0/sequence").isTextual()).isTrue();
    }

    @Test
    void eventsAreAtMostOneThousandWhateverIsAsked() {
        for (int i = 0; i < 510; i++) {
            fixture.zitadel.console().lock(Persona.MIA.userId());
            fixture.zitadel.console().unlock(Persona.MIA.userId());
        }
        assertThat(fixture.call("/admin/v1/events/_search", "{'limit':5000}").json().path("events"))
                .hasSize(1000);
    }

    @Test
    void theEditorIsNotTheOneItIsAbout() {
        fixture.zitadel.console().lock(Persona.MIA.userId());
        JsonNode last = fixture.call("/admin/v1/events/_search", "{'limit':1}").json();
        assertThat(last.at("/events/0/editor/userId").asText()).isEqualTo(Persona.ADA.userId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/sessions", "/management/v1/projects", "/admin/v1/orgs/_search"})
    void otherCallsAreUnimplementedAndNoted(String path) {
        Answer answer = fixture.call(path, "{}");
        assertThat(answer.status()).isEqualTo(501);
        assertThat(answer.json().path("code").asInt()).isEqualTo(12);
        assertThat(fixture.zitadel.unexpectedCalls()).hasSize(1);
    }

    @Test
    void removalOfAUserRemovesTheGrantsInTheSameTransaction() {
        fixture.addRole("r");
        fixture.zitadel.console().grantRole(Persona.MIA.userId(), "r");
        fixture.zitadel.console().removeUser(Persona.MIA.userId());
        JsonNode last = fixture.call("/admin/v1/events/_search", "{'limit':2}").json();
        assertThat(last.at("/events/0/type/type").asText()).isEqualTo("user.grant.cascade.removed");
        assertThat(last.at("/events/1/type/type").asText()).isEqualTo("user.removed");
    }
}
