// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.doctor;

import org.tuttlenetwork.lightweb.cli.server.Etc;
import org.tuttlenetwork.lightweb.cli.server.Netbird;
import org.tuttlenetwork.lightweb.cli.server.ServerFailure;

/** Whether NetBird's Default policy still connects everybody with everybody. */
final class DefaultPolicyCheck implements Check {
    private final Etc etc;
    private final Netbird netbird;
    private final boolean demo;

    DefaultPolicyCheck(Etc etc, Netbird netbird, boolean demo) {
        this.etc = etc;
        this.netbird = netbird;
        this.demo = demo;
    }

    @Override
    public String name() {
        return "Default policy";
    }

    @Override
    public Verdict look() throws ServerFailure, InterruptedException {
        boolean on =
                netbird.policies().stream()
                        .anyMatch(
                                policy ->
                                        policy.path("name").asText("").equals("Default")
                                                && policy.path("enabled").asBoolean());
        if (!on) {
            return Verdict.ok("there is none, or it is off");
        }
        String seen = "it connects all with all: no island is private";
        if (etc.get("lightweb.mesh", "remove_default_policy").equals("true")) {
            return Verdict.warn(
                    seen, "The host removes it once its own policies stand: let it run.");
        }
        String remedy =
                "Once everybody reaches the portal by the host's own policies: remove it in"
                        + " NetBird, or write remove_default_policy = true in lightweb.mesh.cfg.";
        return demo ? Verdict.warn(seen, remedy) : Verdict.fail(seen, remedy);
    }
}
