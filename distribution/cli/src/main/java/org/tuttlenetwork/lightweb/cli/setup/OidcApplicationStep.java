// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.cli.server.Json;
import org.tuttlenetwork.lightweb.cli.server.ServerFailure;
import org.tuttlenetwork.lightweb.cli.server.Zitadel;

import java.util.List;
import java.util.Optional;

/** An OIDC application in our project, found by its name or a redirect of ours. */
final class OidcApplicationStep implements Step {
    private static final String SERVICE = "application.v2.ApplicationService/";
    private static final String OIDC = "oidcConfiguration";

    private final Zitadel zitadel;
    private final Known known;
    private final OidcApplication wanted;
    private @Nullable JsonNode found;

    OidcApplicationStep(Zitadel zitadel, Known known, OidcApplication wanted) {
        this.zitadel = zitadel;
        this.known = known;
        this.wanted = wanted;
    }

    @Override
    public String name() {
        return "Zitadel: application " + wanted.name();
    }

    @Override
    public boolean isThere() throws ServerFailure, InterruptedException {
        Optional<String> project = known.find(Known.Id.PROJECT);
        if (project.isEmpty()) {
            return false;
        }
        for (JsonNode application : zitadel.applications(project.get())) {
            List<String> redirects = Json.texts(application.path(OIDC).path("redirectUris"));
            boolean ours =
                    application.path("name").asText("").equals(wanted.name())
                            || redirects.stream().anyMatch(wanted.redirects()::contains);
            if (application.has(OIDC) && ours) {
                found = application;
                known.put(wanted.client(), application.path(OIDC).path("clientId").asText());
                return redirects.containsAll(wanted.redirects());
            }
        }
        return false;
    }

    @Override
    public void make() throws ServerFailure, InterruptedException {
        JsonNode old = found;
        ObjectNode request = Json.object().put("projectId", known.get(Known.Id.PROJECT));
        if (old == null) {
            request.put("name", wanted.name()).set(OIDC, wanted.configuration());
            JsonNode made = zitadel.connect(SERVICE + "CreateApplication", request);
            known.put(wanted.client(), made.path(OIDC).path("clientId").asText());
            return;
        }
        request.put("applicationId", old.path("applicationId").asText());
        request.set(
                OIDC,
                wanted.redirectsAnd(
                        Json.texts(old.path(OIDC).path("redirectUris")),
                        Json.texts(old.path(OIDC).path("postLogoutRedirectUris"))));
        zitadel.connect(SERVICE + "UpdateApplication", request);
    }
}
