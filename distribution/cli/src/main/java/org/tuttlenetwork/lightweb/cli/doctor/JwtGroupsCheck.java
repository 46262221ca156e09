// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;

import org.tuttlenetwork.lightweb.cli.server.Etc;
import org.tuttlenetwork.lightweb.cli.server.Netbird;
import org.tuttlenetwork.lightweb.cli.server.ServerFailure;

/** Whether NetBird's own sync of groups from tokens is on: it takes nobody out until a login. */
final class JwtGroupsCheck implements Check {
    private final Etc etc;
    private final Netbird netbird;

    JwtGroupsCheck(Etc etc, Netbird netbird) {
        this.etc = etc;
        this.netbird = netbird;
    }

    @Override
    public String name() {
        return "JWT groups";
    }

    @Override
    public Verdict look() throws ServerFailure, InterruptedException {
        JsonNode settings = netbird.account().path("settings");
        if (!settings.path("jwt_groups_enabled").asBoolean()) {
            return Verdict.ok("NetBird's own sync is off, and the host alone says who is where");
        }
        if (!etc.get("lightweb.identity", "claims_signing_key").isEmpty()) {
            return Verdict.ok("NetBird's own sync is on, and the host answers Zitadel's claims");
        }
        return Verdict.warn(
                "NetBird's own sync is on (claim "
                        + settings.path("jwt_groups_claim_name").asText("")
                        + "): a group of an island's name made by it would be out of our hands",
                "Turn it off in NetBird, Settings, Groups; or lightweb setup --claims.");
    }
}
