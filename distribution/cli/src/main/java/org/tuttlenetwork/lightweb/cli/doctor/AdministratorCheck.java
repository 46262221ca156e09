// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;

import org.tuttlenetwork.lightweb.cli.server.Etc;
import org.tuttlenetwork.lightweb.cli.server.ServerFailure;

import java.util.List;

/** Whether somebody administers, and the projection of authorizations can be read. */
final class AdministratorCheck implements Check {
    private static final String ROLE = "lightweb:admin";

    private final Etc etc;
    private final ServiceUser user;

    AdministratorCheck(Etc etc, ServiceUser user) {
        this.etc = etc;
        this.user = user;
    }

    @Override
    public String name() {
        return "administrator";
    }

    @Override
    public Verdict look() throws ServerFailure, InterruptedException {
        String organization = etc.get("lightweb.identity", "organization_id");
        List<JsonNode> active =
                user
                        .zitadel()
                        .authorizations(etc.get("lightweb.identity", "project_id"), ROLE)
                        .stream()
                        .filter(a -> a.path("state").asText("").equals("STATE_ACTIVE"))
                        .filter(a -> a.at("/organization/id").asText("").equals(organization))
                        .toList();
        return active.isEmpty()
                ? Verdict.fail(
                        "nobody has the role " + ROLE,
                        "lightweb setup --admin NAME grants it; so does Zitadel's console.")
                : Verdict.ok(
                        active.size() + (active.size() == 1 ? " person has " : " have ") + ROLE);
    }
}
