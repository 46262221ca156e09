// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.cli.server.Json;
import org.tuttlenetwork.lightweb.cli.server.ServerFailure;
import org.tuttlenetwork.lightweb.cli.server.Zitadel;

/** The machine user as which the host calls Zitadel. */
final class ServiceUserStep implements Step {
    private static final String NAME = "lightweb-host";

    private final Zitadel zitadel;
    private final Known known;
    private final String organizationId;

    ServiceUserStep(Zitadel zitadel, Known known, String organizationId) {
        this.zitadel = zitadel;
        this.known = known;
        this.organizationId = organizationId;
    }

    @Override
    public String name() {
        return "Zitadel: service user " + NAME;
    }

    @Override
    public boolean isThere() throws ServerFailure, InterruptedException {
        ObjectNode request = Json.object();
        request.putArray("queries")
                .add(query("userNameQuery", Json.object().put("userName", NAME)))
                .add(
                        query(
                                "organizationIdQuery",
                                Json.object().put("organizationId", organizationId)));
        for (JsonNode user :
                Json.list(zitadel.server().post("/v2/users", request).path("result"))) {
            if (user.has("machine")) {
                known.put(Known.Id.SERVICE_USER, user.path("userId").asText());
                return true;
            }
        }
        return false;
    }

    private static ObjectNode query(String name, ObjectNode value) {
        return Json.object().set(name, value);
    }

    @Override
    public void make() throws ServerFailure, InterruptedException {
        ObjectNode request =
                Json.object().put("organizationId", organizationId).put("username", NAME);
        request.putObject("machine").put("name", NAME).put("description", "The LightWeb host");
        JsonNode made = zitadel.server().post("/v2/users/new", request);
        known.put(Known.Id.SERVICE_USER, made.path("id").asText());
    }
}
