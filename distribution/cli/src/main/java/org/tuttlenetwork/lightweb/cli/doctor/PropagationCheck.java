// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.doctor;

import org.tuttlenetwork.lightweb.cli.server.Netbird;
import org.tuttlenetwork.lightweb.cli.server.ServerFailure;

/** Whether who enters or leaves a group takes the present devices along. */
final class PropagationCheck implements Check {
    private final Netbird netbird;

    PropagationCheck(Netbird netbird) {
        this.netbird = netbird;
    }

    @Override
    public String name() {
        return "propagation";
    }

    @Override
    public Verdict look() throws ServerFailure, InterruptedException {
        return netbird.account().at("/settings/groups_propagation_enabled").asBoolean()
                ? Verdict.ok("groups reach the devices that people have")
                : Verdict.fail(
                        "groups do not reach devices that are there already: who leaves an island"
                                + " stays reachable",
                        "In NetBird: Settings, Groups, 'Enable user group propagation';"
                                + " lightweb setup asks for it.");
    }
}
