// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.cli.server.Json;
import org.tuttlenetwork.lightweb.cli.server.ServerFailure;
import org.tuttlenetwork.lightweb.cli.server.Zitadel;

import java.util.List;

/** The project whose roles count, found by its name in the organization. */
final class ProjectStep implements Step {
    private static final String SERVICE = "project.v2.ProjectService/";

    private final Zitadel zitadel;
    private final Known known;
    private final String organizationId;
    private final String project;

    ProjectStep(Zitadel zitadel, Known known, String organizationId, String project) {
        this.zitadel = zitadel;
        this.known = known;
        this.organizationId = organizationId;
        this.project = project;
    }

    @Override
    public String name() {
        return "Zitadel: project " + project;
    }

    @Override
    public boolean isThere() throws ServerFailure, InterruptedException {
        ObjectNode request = Json.object();
        request.putArray("filters")
                .addObject()
                .putObject("projectNameFilter")
                .put("projectName", project)
                .put("method", "TEXT_FILTER_METHOD_EQUALS");
        List<JsonNode> found =
                Json.list(zitadel.connect(SERVICE + "ListProjects", request).path("projects"))
                        .stream()
                        .filter(p -> p.path("organizationId").asText("").equals(organizationId))
                        .toList();
        if (!found.isEmpty()) {
            known.put(Known.Id.PROJECT, found.getFirst().path("projectId").asText());
        }
        return !found.isEmpty();
    }

    /** Roles are read by the host, and never taken from tokens: they are not asserted. */
    @Override
    public void make() throws ServerFailure, InterruptedException {
        JsonNode made =
                zitadel.connect(
                        SERVICE + "CreateProject",
                        Json.object()
                                .put("organizationId", organizationId)
                                .put("name", project)
                                .put("projectRoleAssertion", false));
        known.put(Known.Id.PROJECT, made.path("projectId").asText());
    }
}
