// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;

import org.tuttlenetwork.lightweb.cli.server.Etc;
import org.tuttlenetwork.lightweb.cli.server.Json;
import org.tuttlenetwork.lightweb.cli.server.ServerFailure;

/** Whether the project is there, in the organization that counts. */
final class ProjectCheck implements Check {
    private static final String FILE = "lightweb.identity";

    private final Etc etc;
    private final ServiceUser user;

    ProjectCheck(Etc etc, ServiceUser user) {
        this.etc = etc;
        this.user = user;
    }

    @Override
    public String name() {
        return "project";
    }

    @Override
    public Verdict look() throws ServerFailure, InterruptedException {
        String id = etc.get(FILE, "project_id");
        JsonNode project =
                user.zitadel()
                        .connect(
                                "project.v2.ProjectService/GetProject",
                                Json.object().put("projectId", id))
                        .path("project");
        String name = project.path("name").asText();
        String organization = project.path("organizationId").asText();
        if (!organization.equals(etc.get(FILE, "organization_id"))) {
            return Verdict.fail(
                    "project " + name + " is of organization " + organization,
                    "Write organization_id = " + organization + ", or another project_id.");
        }
        if (!project.path("state").asText("").equals("PROJECT_STATE_ACTIVE")) {
            return Verdict.fail(
                    "project " + name + " is deactivated: nobody has a role",
                    "Activate it in Zitadel's console.");
        }
        return project.path("projectRoleAssertion").asBoolean()
                ? Verdict.warn(
                        "project " + name + " puts roles into tokens, where they grow stale",
                        "Turn off 'Assert roles on authentication' in the project's settings,"
                                + " unless another application needs it.")
                : Verdict.ok("project " + name + " is active");
    }
}
