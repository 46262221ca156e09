// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.doctor;

import org.tuttlenetwork.lightweb.cli.server.Json;
import org.tuttlenetwork.lightweb.cli.server.Server;
import org.tuttlenetwork.lightweb.cli.server.Server.Answer;
import org.tuttlenetwork.lightweb.cli.server.ServerFailure;

/** Whether the host's own webhook is reached from here: unsigned, it must refuse. */
final class WebhookCheck implements Check {
    private final Server host;

    /**
     * @param host under the address that Zitadel calls
     */
    WebhookCheck(Server host) {
        this.host = host;
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public Verdict look() throws InterruptedException {
        Answer answer;
        try {
            answer = host.ask("POST", "/hooks/zitadel", Json.object());
        } catch (ServerFailure failure) {
            return Verdict.warn(
                    failure.words(),
                    "Start the host, or look at its certificate and its address; until then changes"
                            + " are not told at once.");
        }
        boolean ours = answer.body().path("type").asText("").startsWith("urn:lightweb:problem:");
        if (ours && answer.status() == 401) {
            return Verdict.ok(host.url() + " refuses what is not signed");
        }
        if (ours && answer.status() == 404) {
            return Verdict.fail(
                    "the running host takes no webhook",
                    "Set webhook_signing_key in lightweb.identity.cfg; lightweb setup does.");
        }
        return Verdict.fail(
                host.url()
                        + "/hooks/zitadel answers "
                        + answer.status()
                        + ", which is not our host",
                "Look where that address leads: a proxy in front must pass /hooks/zitadel on.");
    }
}
