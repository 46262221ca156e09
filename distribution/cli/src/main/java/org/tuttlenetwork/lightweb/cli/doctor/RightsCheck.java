// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.doctor;

import org.tuttlenetwork.lightweb.cli.server.ServerFailure;

import java.util.List;
import java.util.Set;

/** Whether the service user may do what the host does. */
final class RightsCheck implements Check {
    private static final List<String> NEEDED =
            List.of(
                    "user.read",
                    "user.grant.read",
                    "user.grant.write",
                    "user.grant.delete",
                    "project.role.read",
                    "project.role.write",
                    "project.role.delete");
    private static final String EVENTS = "events.read";

    private final ServiceUser user;

    RightsCheck(ServiceUser user) {
        this.user = user;
    }

    @Override
    public String name() {
        return "rights";
    }

    @Override
    public Verdict look() throws ServerFailure, InterruptedException {
        Set<String> has = user.zitadel().permissions();
        List<String> lacking = NEEDED.stream().filter(right -> !has.contains(right)).toList();
        if (!lacking.isEmpty()) {
            return Verdict.fail(
                    "the service user lacks " + String.join(", ", lacking),
                    "Give it PROJECT_OWNER of the project and ORG_OWNER_VIEWER of the"
                            + " organization; lightweb setup does.");
        }
        return has.contains(EVENTS)
                ? Verdict.ok("the service user may read and write roles, and read events")
                : Verdict.warn(
                        "the service user may not read events: what is changed in Zitadel itself"
                                + " is seen late",
                        "Give it IAM_OWNER_VIEWER of the instance; lightweb setup does.");
    }
}
