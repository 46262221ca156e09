// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity.zitadel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.tuttlenetwork.lightweb.api.identity.UserId;

import java.nio.file.Path;

/**
 * The judge: what {@link ZitadelSuite} asserts, on a real Zitadel. The key file is of a service
 * user with ORG_OWNER of its organization and IAM_OWNER_VIEWER: the run makes a project and a
 * person of its own in that organization, and deletes both. Nothing else is touched.
 */
@EnabledIfEnvironmentVariable(
        named = "LIGHTWEB_IT_ZITADEL_URL",
        matches = "https?://.+",
        disabledReason =
                "LIGHTWEB_IT_ZITADEL_URL and LIGHTWEB_IT_ZITADEL_KEY (a key file) name no real"
                        + " Zitadel")
class RealZitadelIT extends ZitadelSuite {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final MediaType TYPE = MediaType.get("application/json");

    @Override
    World begin() {
        String url = System.getenv("LIGHTWEB_IT_ZITADEL_URL").replaceFirst("/$", "");
        ServiceKey key = ServiceKey.read(Path.of(System.getenv("LIGHTWEB_IT_ZITADEL_KEY")));
        World asking = new World(url, key, "", "", new UserId("1"));
        String organization =
                call(asking, "GET", "/v2/users/" + key.userId(), null)
                        .path("user")
                        .path("details")
                        .path("resourceOwner")
                        .asText();
        ObjectNode project =
                JSON.objectNode()
                        .put("organizationId", organization)
                        .put("name", run)
                        .put("projectRoleAssertion", false);
        String made =
                call(asking, "POST", "/zitadel.project.v2.ProjectService/CreateProject", project)
                        .path("projectId")
                        .asText();
        World empty = new World(url, key, made, organization, new UserId("1"));
        try {
            return new World(url, key, made, organization, person(empty));
        } catch (ZitadelException e) {
            deleteProject(empty);
            throw e;
        }
    }

    private UserId person(World world) {
        ObjectNode person =
                JSON.objectNode().put("organizationId", world.organization()).put("username", run);
        ObjectNode human = person.putObject("human");
        human.putObject("profile").put("givenName", run).put("familyName", "Person");
        human.putObject("email").put("email", run + "@example.org").put("isVerified", true);
        return new UserId(call(world, "POST", "/v2/users/new", person).path("id").asText());
    }

    @Override
    void lock(World world, UserId person) {
        call(world, "POST", "/v2/users/" + person.value() + "/lock", JSON.objectNode());
    }

    @Override
    void end(World world) {
        call(world, "DELETE", "/v2/users/" + world.person().value(), null);
        deleteProject(world);
    }

    private void deleteProject(World world) {
        ObjectNode project = JSON.objectNode().put("projectId", world.project());
        call(world, "POST", "/zitadel.project.v2.ProjectService/DeleteProject", project);
    }

    private JsonNode call(World world, String method, String path, @Nullable JsonNode body) {
        Request request =
                new Request.Builder()
                        .url(world.issuer() + path)
                        .header("Authorization", "Bearer " + token(world).value())
                        .method(
                                method,
                                body == null ? null : RequestBody.create(body.toString(), TYPE))
                        .build();
        return http.send(request, false);
    }
}
