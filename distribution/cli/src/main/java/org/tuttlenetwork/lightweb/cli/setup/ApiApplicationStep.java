// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.cli.server.Json;
import org.tuttlenetwork.lightweb.cli.server.ServerFailure;
import org.tuttlenetwork.lightweb.cli.server.Zitadel;

import java.io.IOException;
import java.util.Optional;

/** The API application by which the host asks about opaque tokens, and its secret. */
final class ApiApplicationStep implements Step {
    static final String SECRET = "zitadel-api";
    private static final String SERVICE = "application.v2.ApplicationService/";
    private static final String NAME = "LightWeb host";
    private static final String API = "apiConfiguration";

    private final Zitadel zitadel;
    private final Known known;
    private final Secrets secrets;
    private @Nullable JsonNode found;

    ApiApplicationStep(Zitadel zitadel, Known known, Secrets secrets) {
        this.zitadel = zitadel;
        this.known = known;
        this.secrets = secrets;
    }

    @Override
    public String name() {
        return "Zitadel: application " + NAME + ", its secret in " + secrets.file(SECRET);
    }

    @Override
    public boolean isThere() throws ServerFailure, IOException, InterruptedException {
        Optional<String> project = known.find(Known.Id.PROJECT);
        if (project.isEmpty()) {
            return false;
        }
        for (JsonNode application : zitadel.applications(project.get())) {
            if (application.path("name").asText("").equals(NAME) && application.has(API)) {
                found = application;
                known.put(Known.Id.API_CLIENT, application.path(API).path("clientId").asText());
            }
        }
        Optional<String> secret = secrets.read(SECRET);
        Optional<String> client = known.find(Known.Id.API_CLIENT);
        return client.isPresent()
                && secret.isPresent()
                && zitadel.introspect(client.get(), secret.get(), "none") == 200;
    }

    /** A secret is told once: where ours is lost or wrong, a new one ends the old. */
    @Override
    public void make() throws ServerFailure, IOException, InterruptedException {
        JsonNode old = found;
        ObjectNode request = Json.object().put("projectId", known.get(Known.Id.PROJECT));
        if (old == null) {
            request.put("name", NAME)
                    .putObject(API)
                    .put("authMethodType", "API_AUTH_METHOD_TYPE_BASIC");
            JsonNode made = zitadel.connect(SERVICE + "CreateApplication", request).path(API);
            known.put(Known.Id.API_CLIENT, made.path("clientId").asText());
            secrets.write(SECRET, made.path("clientSecret").asText());
            return;
        }
        request.put("applicationId", old.path("applicationId").asText());
        JsonNode made = zitadel.connect(SERVICE + "GenerateClientSecret", request);
        secrets.write(SECRET, made.path("clientSecret").asText());
    }
}
