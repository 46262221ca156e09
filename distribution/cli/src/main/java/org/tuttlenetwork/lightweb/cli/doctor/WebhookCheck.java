// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.doctor;

import org.tuttlenetwork.lightweb.cli.server.Json;
import org.tuttlenetwork.lightweb.cli.server.Server;
import org.tuttlenetwork.lightweb.cli.server.Server.Answer;
import org.tuttlenetwork.lightweb.cli.server.ServerFailure;

/** Whether one of the host's own hooks is reached from here: unsigned, it must refuse. */
final class WebhookCheck implements Check {
    private final Server host;
    private final String name;
    private final String path;
    private final String key;

    /**
     * @param host under the address that Zitadel calls
     * @param name as it stands in the table
     * @param path that Zitadel calls there
     * @param key the setting by which it is open
     */
    WebhookCheck(Server host, String name, String path, String key) {
        this.host = host;
        this.name = name;
        this.path = path;
        this.key = key;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Verdict look() throws InterruptedException {
        Answer answer;
        try {
            answer = host.ask("POST", path, Json.object());
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
                    "the running host takes no call to " + path,
                    "Set " + key + " in lightweb.identity.cfg; lightweb setup does.");
        }
        return Verdict.fail(
                host.url() + path + " answers " + answer.status() + ", which is not our host",
                "Look where that address leads: a proxy in front must pass " + path + " on.");
    }
}
