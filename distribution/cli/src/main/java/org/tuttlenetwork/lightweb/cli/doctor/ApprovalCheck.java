// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;

import org.tuttlenetwork.lightweb.cli.server.Netbird;
import org.tuttlenetwork.lightweb.cli.server.ServerFailure;

/** What a newcomer waits for in NetBird itself. */
final class ApprovalCheck implements Check {
    private final Netbird netbird;

    ApprovalCheck(Netbird netbird) {
        this.netbird = netbird;
    }

    @Override
    public String name() {
        return "approval";
    }

    @Override
    public Verdict look() throws ServerFailure, InterruptedException {
        JsonNode extra = netbird.account().at("/settings/extra");
        if (extra.path("peer_approval_enabled").asBoolean()) {
            return Verdict.warn(
                    "NetBird lets a new device wait for somebody's approval",
                    "Approve devices in NetBird's dashboard, or turn it off. Self-hosted NetBird"
                            + " has no effect of it.");
        }
        return Verdict.ok(
                extra.path("user_approval_required").asBoolean()
                        ? "people wait for approval in NetBird, devices do not"
                        : "neither people nor devices wait for approval");
    }
}
