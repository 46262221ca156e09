// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;

import org.tuttlenetwork.lightweb.cli.server.Etc;
import org.tuttlenetwork.lightweb.cli.server.Json;
import org.tuttlenetwork.lightweb.cli.server.ServerFailure;

import java.util.List;
import java.util.Optional;

/** Whether the portal's application is there, and lets people come back to the portal. */
final class ApplicationsCheck implements Check {
    private final Etc etc;
    private final ServiceUser user;

    ApplicationsCheck(Etc etc, ServiceUser user) {
        this.etc = etc;
        this.user = user;
    }

    @Override
    public String name() {
        return "portal login";
    }

    @Override
    public Verdict look() throws ServerFailure, InterruptedException {
        String id = etc.get("lightweb.portal", "client_id");
        Optional<JsonNode> found =
                user.zitadel().applications(etc.get("lightweb.identity", "project_id")).stream()
                        .map(application -> application.path("oidcConfiguration"))
                        .filter(oidc -> oidc.path("clientId").asText("").equals(id))
                        .findFirst();
        if (found.isEmpty()) {
            return Verdict.fail(
                    "the project has no application with the client id " + id,
                    "Write the portal's client_id; lightweb setup makes the application.");
        }
        String back = etc.get("lightweb.portal", "public_url") + "/login/callback";
        List<String> allowed = Json.texts(found.get().path("redirectUris"));
        if (!allowed.contains(back)) {
            return Verdict.fail(
                    "after a login, Zitadel leads nobody to " + back,
                    "Add it to the application's redirect URIs; lightweb setup does.");
        }
        return found.get().path("accessTokenType").asText("").equals("OIDC_TOKEN_TYPE_JWT")
                ? Verdict.ok("people come back to " + back)
                : Verdict.warn(
                        "the portal's access tokens are opaque: each is asked about",
                        "Set the application's token type to JWT.");
    }
}
