// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuttlenetwork.lightweb.demo.world.DemoIds;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.demo.zitadel.Fixture.Answer;
import org.tuttlenetwork.lightweb.demo.zitadel.oidc.Scopes;

import java.time.Duration;
import java.util.stream.StreamSupport;

class AuthorizationServiceTest {
    private static final String CREATE = Fixture.AUTHORIZATIONS + "CreateAuthorization";
    private static final String UPDATE = Fixture.AUTHORIZATIONS + "UpdateAuthorization";
    private static final String DELETE = Fixture.AUTHORIZATIONS + "DeleteAuthorization";
    private static final String LIST = Fixture.AUTHORIZATIONS + "ListAuthorizations";

    private Fixture fixture;

    @BeforeEach
    void start() {
        fixture = new Fixture();
        fixture.addRole("island:reef:member");
        fixture.addRole("island:reef:owner");
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private Answer create(Persona persona, String roleKeys) {
        String body =
                "{'userId':'%s','projectId':'%s','organizationId':'%s','roleKeys':%s}"
                        .formatted(
                                persona.userId(), DemoIds.PROJECT, DemoIds.ORGANIZATION, roleKeys);
        return fixture.call(CREATE, body);
    }

    private String created(Persona persona, String roleKeys) {
        return create(persona, roleKeys).json().path("id").asText();
    }

    private JsonNode list(String body) {
        return fixture.call(LIST, body).json();
    }

    private Answer update(String id, String roleKeys) {
        return fixture.call(UPDATE, "{'id':'%s','roleKeys':%s}".formatted(id, roleKeys));
    }

    private JsonNode one(String id) {
        return list("{'filters':[{'authorizationIds':{'ids':['" + id + "']}}]}")
                .path("authorizations")
                .path(0);
    }

    private long events(String type) {
        JsonNode found =
                fixture.call("/admin/v1/events/_search", "{'eventTypes':['" + type + "']}").json();
        return found.path("events").size();
    }

    @Test
    void createsAndListsInTheShapeOfTheContract() {
        Answer answer = create(Persona.MIA, "['island:reef:member']");
        JsonNode authorization = one(answer.json().path("id").asText());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("creationDate").asText()).endsWith("Z");
        assertThat(authorization.at("/project/id").asText()).isEqualTo(DemoIds.PROJECT);
        assertThat(authorization.at("/organization/id").asText()).isEqualTo(DemoIds.ORGANIZATION);
        assertThat(authorization.at("/user/id").asText()).isEqualTo(Persona.MIA.userId());
        assertThat(authorization.at("/user/displayName").asText()).isEqualTo("Mia Sørensen");
        assertThat(authorization.path("state").asText()).isEqualTo("STATE_ACTIVE");
        assertThat(authorization.at("/roles/0/key").asText()).isEqualTo("island:reef:member");
        assertThat(authorization.at("/roles/0").has("group")).isFalse();
    }

    @Test
    void refusesToCreateWithoutAnOrganization() {
        Answer answer =
                fixture.call(
                        CREATE,
                        "{'userId':'%s','projectId':'%s'}"
                                .formatted(Persona.MIA.userId(), DemoIds.PROJECT));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("code").asText()).isEqualTo("invalid_argument");
    }

    @Test
    void answersConflictToASecondAuthorizationOfTheSameUser() {
        create(Persona.MIA, "['island:reef:member']");
        Answer answer = create(Persona.MIA, "['island:reef:owner']");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().path("code").asText()).isEqualTo("already_exists");
        assertThat(answer.json().path("message").asText())
                .startsWith("Errors.UserGrant.AlreadyExists");
    }

    @Test
    void refusesAnUnknownRoleAtCreation() {
        Answer answer = create(Persona.MIA, "['island:reef:member','island:gone:member']");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("code").asText()).isEqualTo("failed_precondition");
        assertThat(answer.json().path("message").asText())
                .startsWith("Errors.Project.Role.NotFound");
    }

    @Test
    void refusesARoleThatIsListedTwice() {
        Answer answer = create(Persona.MIA, "['island:reef:member','island:reef:member']");
        assertThat(answer.json().path("code").asText()).isEqualTo("invalid_argument");
    }

    @Test
    void errorsCarryTheDetailAsProtobufAndDebug() {
        Answer answer = create(Persona.MIA, "['nothing']");
        JsonNode detail = answer.json().at("/details/0");
        assertThat(detail.path("type").asText()).isEqualTo("zitadel.v1.ErrorDetail");
        assertThat(detail.path("value").asText()).isNotEmpty().doesNotContain("=");
        assertThat(detail.at("/debug/message").asText()).isEqualTo("Errors.Project.Role.NotFound");
    }

    @Test
    void updateReplacesTheWholeList() {
        String id = created(Persona.MIA, "['island:reef:member']");
        assertThat(update(id, "['island:reef:owner']").status()).isEqualTo(200);
        assertThat(one(id).path("roles").findValuesAsText("key"))
                .containsExactly("island:reef:owner");
    }

    @Test
    void updateWithAnUnknownRoleChangesNothing() {
        String id = created(Persona.MIA, "['island:reef:member']");
        Answer answer = update(id, "['island:reef:owner','gone']");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(one(id).path("roles").findValuesAsText("key"))
                .containsExactly("island:reef:member");
    }

    @Test
    void updateOfAnUnknownAuthorizationIsNotFound() {
        assertThat(update("1", "[]").json().path("code").asText()).isEqualTo("not_found");
    }

    @Test
    void updateWithTheSameListHasNoEventAndTheOldDate() {
        String id = created(Persona.MIA, "['island:reef:member','island:reef:owner']");
        String before = one(id).path("changeDate").asText();
        Answer answer = update(id, "['island:reef:member','island:reef:owner']");
        assertThat(answer.json().path("changeDate").asText()).isEqualTo(before);
        assertThat(events("user.grant.changed")).isZero();
    }

    @Test
    void updateWithTheSameRolesInAnotherOrderIsAChange() {
        String id = created(Persona.MIA, "['island:reef:member','island:reef:owner']");
        update(id, "['island:reef:owner','island:reef:member']");
        assertThat(events("user.grant.changed")).isEqualTo(1);
    }

    @Test
    void updateToNoRolesLeavesTheFieldOut() {
        String id = created(Persona.MIA, "['island:reef:member']");
        update(id, "[]");
        assertThat(one(id).has("roles")).isFalse();
    }

    @Test
    void deletionSucceedsTwice() {
        String id = created(Persona.MIA, "['island:reef:member']");
        Answer first = fixture.call(DELETE, "{'id':'" + id + "'}");
        Answer second = fixture.call(DELETE, "{'id':'" + id + "'}");
        assertThat(first.json().has("deletionDate")).isTrue();
        assertThat(second.status()).isEqualTo(200);
        assertThat(events("user.grant.removed")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Deactivate", "Activate"})
    void activationSucceedsTwice(String verb) {
        String id = created(Persona.MIA, "['island:reef:member']");
        String path = Fixture.AUTHORIZATIONS + verb + "Authorization";
        String body = "{'id':'" + id + "'}";
        Answer first = fixture.call(path, body);
        Answer second = fixture.call(path, body);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(one(id).path("state").asText())
                .isEqualTo(verb.equals("Activate") ? "STATE_ACTIVE" : "STATE_INACTIVE");
    }

    @Test
    void aListWithoutMatchesHasNoList() {
        JsonNode answer = list("{'filters':[{'userId':{'id':'1'}}]}");
        assertThat(answer.has("authorizations")).isFalse();
        assertThat(answer.path("pagination").has("totalResult")).isFalse();
        assertThat(answer.at("/pagination/appliedLimit").asText()).isEqualTo("100");
    }

    @Test
    void numbersOfSixtyFourBitsAreTexts() {
        JsonNode total =
                list("{'pagination':{'offset':'0','limit':10}}").at("/pagination/totalResult");
        assertThat(total.isTextual()).isTrue();
        assertThat(total.asText()).isEqualTo("1");
    }

    @Test
    void aLimitAboveOneThousandIsRefused() {
        Answer answer = fixture.call(LIST, "{'pagination':{'limit':1001}}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("code").asText()).isEqualTo("invalid_argument");
    }

    @Test
    void orderIsNewestFirstUnlessAscending() {
        create(Persona.MIA, "[]");
        fixture.clock.advance(Duration.ofSeconds(1));
        create(Persona.MAX, "[]");
        assertThat(list("{}").at("/authorizations/0/user/id").asText())
                .isEqualTo(Persona.MAX.userId());
        assertThat(list("{'pagination':{'asc':true}}").at("/authorizations/0/user/id").asText())
                .isEqualTo(Persona.ADA.userId());
    }

    @Test
    void offsetPagesDoNotOverlap() {
        create(Persona.MIA, "[]");
        create(Persona.MAX, "[]");
        String page =
                "{'sortingColumn':'AUTHORIZATION_FIELD_NAME_ID','pagination':{'asc':true,'limit':2,'offset':%s}}";
        JsonNode first = list(page.formatted("0"));
        JsonNode second = list(page.formatted("'2'"));
        assertThat(first.path("authorizations")).hasSize(2);
        assertThat(second.path("authorizations")).hasSize(1);
        assertThat(second.at("/authorizations/0/id").asText())
                .isGreaterThan(first.at("/authorizations/1/id").asText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'userId':{'id':'300000000000000004'}}",
                "{'roleKey':{'key':'island:reef:member','method':'TEXT_FILTER_METHOD_STARTS_WITH'}}",
                "{'userDisplayName':{'displayName':'Mia','method':'TEXT_FILTER_METHOD_CONTAINS'}}",
                "{'userPreferredLoginName':{'loginName':'mia@','method':'TEXT_FILTER_METHOD_STARTS_WITH'}}"
            })
    void filtersSelect(String filter) {
        create(Persona.MIA, "['island:reef:member']");
        JsonNode found = list("{'filters':[" + filter + "]}");
        assertThat(found.path("authorizations")).hasSize(1);
        assertThat(found.at("/authorizations/0/user/id").asText()).isEqualTo(Persona.MIA.userId());
    }

    /** As the real one, whose role filter has a method and takes no notice of it. */
    @Test
    void aRolesKeyIsComparedWhole() {
        create(Persona.MIA, "['island:reef:member']");
        String filter =
                "{'filters':[{'roleKey':{'key':'island:reef:','method':'TEXT_FILTER_METHOD_STARTS_WITH'}}]}";
        assertThat(list(filter).path("authorizations")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'filters':[{}]}",
                "{'filters':[{'nobodyKnows':{'id':'1'}}]}",
                "{'filters':[{'userId':{'id':'1'},'projectId':{'id':'2'}}]}",
                "{'filters':{'userId':{'id':'1'}}}",
                "{'sortingColumn':'NAME'}",
                "[]",
                "",
                "{"
            })
    void malformedRequestsAreRefused(String body) {
        Answer answer = fixture.call(LIST, body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("code").asText()).isEqualTo("invalid_argument");
    }

    @Test
    void unknownRequestFieldsAreDiscarded() {
        assertThat(fixture.call(LIST, "{'nobodyKnows':1}").status()).isEqualTo(200);
    }

    @Test
    void listsLagBehindAndEventsDoNot() {
        fixture.zitadel.listLag(Duration.ofSeconds(2));
        fixture.clock.advance(Duration.ofSeconds(10));
        String id = created(Persona.MIA, "['island:reef:member']");
        assertThat(one(id).isMissingNode()).isTrue();
        assertThat(events("user.grant.added")).isEqualTo(2);
        fixture.clock.advance(Duration.ofSeconds(2));
        assertThat(one(id).path("id").asText()).isEqualTo(id);
    }

    @Test
    void withoutThePermissionAListIsShorterAndAWriteRefused() {
        create(Persona.MIA, "['island:reef:member']");
        String mia =
                fixture.zitadel.token(
                        Persona.MIA.userId(),
                        java.util.List.of("openid", Scopes.ZITADEL_AUDIENCE),
                        false,
                        Duration.ofHours(1));
        JsonNode own = fixture.call(LIST, "{}", mia).json();
        Answer write = fixture.call(DELETE, "{'id':'1'}", mia);
        assertThat(own.at("/pagination/totalResult").asText()).isEqualTo("1");
        assertThat(write.status()).isEqualTo(403);
        assertThat(write.json().path("code").asText()).isEqualTo("permission_denied");
    }

    @Test
    void aTokenWithoutZitadelInItsAudienceIsRefused() {
        Answer answer = fixture.call(LIST, "{}", fixture.zitadel.token(Persona.ADA));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().path("code").asText()).isEqualTo("unauthenticated");
    }

    @Test
    void aMethodThatIsNotThereIsUnimplementedAndNoted() {
        Answer answer = fixture.call("/zitadel.group.v2.GroupService/ListGroups", "{}");
        assertThat(answer.status()).isEqualTo(501);
        assertThat(answer.json().path("code").asText()).isEqualTo("unimplemented");
        assertThat(fixture.zitadel.unexpectedCalls())
                .singleElement()
                .asString()
                .contains("GroupService");
    }

    @Test
    void anotherHostNameIsAnotherInstance() {
        String url = fixture.zitadel.issuer().replace("127.0.0.1", "localhost");
        Answer answer =
                fixture.send(
                        java.net.http.HttpRequest.newBuilder(
                                java.net.URI.create(url + "/oauth/v2/keys")));
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("Instance not found");
    }

    @Test
    void removalOfARoleCascadesButNotToWhatIsNotYetProjected() {
        String old = created(Persona.MIA, "['island:reef:member','island:reef:owner']");
        fixture.zitadel.listLag(Duration.ofSeconds(2));
        fixture.clock.advance(Duration.ofSeconds(3));
        String young = created(Persona.MAX, "['island:reef:member']");
        fixture.zitadel.console().removeProjectRole("island:reef:member");
        fixture.clock.advance(Duration.ofSeconds(3));
        assertThat(one(old).path("roles").findValuesAsText("key"))
                .containsExactly("island:reef:owner");
        assertThat(one(young).path("roles").findValuesAsText("key"))
                .containsExactly("island:reef:member");
        assertThat(update(young, "['island:reef:member','island:reef:owner']").status())
                .isEqualTo(400);
        assertThat(events("user.grant.cascade.changed")).isEqualTo(1);
    }

    @Test
    void cascadesHaveNoUserAndTheTimeOfTheRemoval() {
        created(Persona.MIA, "['island:reef:member']");
        fixture.zitadel.console().removeProjectRole("island:reef:member");
        JsonNode events =
                fixture.call(
                                "/admin/v1/events/_search",
                                "{'eventTypes':['user.grant.cascade.changed','project.role.removed']}")
                        .json()
                        .path("events");
        JsonNode cascade =
                StreamSupport.stream(events.spliterator(), false)
                        .filter(e -> e.at("/aggregate/type/type").asText().equals("usergrant"))
                        .findFirst()
                        .orElseThrow();
        assertThat(cascade.has("payload")).isFalse();
        assertThat(events.findValuesAsText("creationDate").stream().distinct()).hasSize(1);
    }
}
