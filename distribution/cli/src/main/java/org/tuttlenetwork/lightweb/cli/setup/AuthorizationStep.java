// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.cli.server.Json;
import org.tuttlenetwork.lightweb.cli.server.ServerFailure;
import org.tuttlenetwork.lightweb.cli.server.Zitadel;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The role of administrators for the person who sets up, beside the roles that are there. */
final class AuthorizationStep implements Step {
    private static final String SERVICE = "authorization.v2.AuthorizationService/";

    private final Zitadel zitadel;
    private final Known known;
    private final String organizationId;
    private final Person person;

    /** Who gets it. */
    record Person(String id, String loginName) {}

    AuthorizationStep(Zitadel zitadel, Known known, String organizationId, Person person) {
        this.zitadel = zitadel;
        this.known = known;
        this.organizationId = organizationId;
        this.person = person;
    }

    @Override
    public String name() {
        return "Zitadel: " + person.loginName() + " has " + RoleStep.ADMINISTRATOR;
    }

    @Override
    public boolean isThere() throws ServerFailure, InterruptedException {
        Optional<JsonNode> found =
                known.find(Known.Id.PROJECT).isPresent() ? authorization() : Optional.empty();
        return found.isPresent()
                && isActive(found.get())
                && roles(found.get()).contains(RoleStep.ADMINISTRATOR);
    }

    private static boolean isActive(JsonNode authorization) {
        return authorization.path("state").asText("").equals("STATE_ACTIVE");
    }

    private static List<String> roles(JsonNode authorization) {
        return Json.list(authorization.path("roles")).stream()
                .map(role -> role.path("key").asText())
                .toList();
    }

    private Optional<JsonNode> authorization() throws ServerFailure, InterruptedException {
        ObjectNode request = Json.object();
        request.putArray("filters")
                .add(filter("userId", person.id()))
                .add(filter("projectId", known.get(Known.Id.PROJECT)))
                .add(filter("organizationId", organizationId));
        return Json.list(
                        zitadel.connect(SERVICE + "ListAuthorizations", request)
                                .path("authorizations"))
                .stream()
                .findFirst();
    }

    private static ObjectNode filter(String name, String id) {
        return Json.object().set(name, Json.object().put("id", id));
    }

    @Override
    public void make() throws ServerFailure, InterruptedException {
        Optional<JsonNode> old = authorization();
        ObjectNode request = Json.object();
        if (old.isEmpty()) {
            request.put("userId", person.id())
                    .put("projectId", known.get(Known.Id.PROJECT))
                    .put("organizationId", organizationId)
                    .putArray("roleKeys")
                    .add(RoleStep.ADMINISTRATOR);
            zitadel.connect(SERVICE + "CreateAuthorization", request);
            return;
        }
        request.put("id", old.get().path("id").asText());
        if (!isActive(old.get())) {
            zitadel.connect(SERVICE + "ActivateAuthorization", request.deepCopy());
        }
        TreeSet<String> keys = new TreeSet<>(roles(old.get()));
        keys.add(RoleStep.ADMINISTRATOR);
        keys.forEach(request.putArray("roleKeys")::add);
        zitadel.connect(SERVICE + "UpdateAuthorization", request);
    }
}
