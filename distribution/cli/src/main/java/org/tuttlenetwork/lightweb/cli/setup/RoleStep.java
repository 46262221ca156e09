// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.setup;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.cli.server.Json;
import org.tuttlenetwork.lightweb.cli.server.ServerFailure;
import org.tuttlenetwork.lightweb.cli.server.Zitadel;

import java.util.Optional;

/** The role of administrators in the project. */
final class RoleStep implements Step {
    static final String ADMINISTRATOR = "lightweb:admin";
    private static final String SERVICE = "project.v2.ProjectService/";

    private final Zitadel zitadel;
    private final Known known;

    RoleStep(Zitadel zitadel, Known known) {
        this.zitadel = zitadel;
        this.known = known;
    }

    @Override
    public String name() {
        return "Zitadel: role " + ADMINISTRATOR;
    }

    @Override
    public boolean isThere() throws ServerFailure, InterruptedException {
        Optional<String> project = known.find(Known.Id.PROJECT);
        if (project.isEmpty()) {
            return false;
        }
        ObjectNode request = Json.object().put("projectId", project.get());
        request.putArray("filters")
                .addObject()
                .putObject("roleKeyFilter")
                .put("key", ADMINISTRATOR);
        return !zitadel.connect(SERVICE + "ListProjectRoles", request)
                .path("projectRoles")
                .isEmpty();
    }

    @Override
    public void make() throws ServerFailure, InterruptedException {
        zitadel.connect(
                SERVICE + "AddProjectRole",
                Json.object()
                        .put("projectId", known.get(Known.Id.PROJECT))
                        .put("roleKey", ADMINISTRATOR)
                        .put("displayName", "Administrator of LightWeb"));
    }
}
