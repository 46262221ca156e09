// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.doctor;

import org.tuttlenetwork.lightweb.cli.server.Netbird;
import org.tuttlenetwork.lightweb.cli.server.Server;
import org.tuttlenetwork.lightweb.cli.server.ServerFailure;

/** Whether a NetBird answers there; nothing is told of who asks. */
public final class NetbirdCheck implements Check {
    private final Netbird netbird;

    public NetbirdCheck(Netbird netbird) {
        this.netbird = netbird;
    }

    @Override
    public String name() {
        return "netbird";
    }

    @Override
    public Verdict look() throws ServerFailure, InterruptedException {
        Server.Answer answer = netbird.server().ask("GET", "/api/instance", null);
        String url = netbird.server().url();
        return answer.status() == 200 && answer.body().has("setup_required")
                ? Verdict.ok(url + " answers")
                : Verdict.fail(
                        url
                                + " answers "
                                + answer.status()
                                + ", which is no NetBird of 0.62 or newer",
                        "The address is that of NetBird's management without /api.");
    }
}
