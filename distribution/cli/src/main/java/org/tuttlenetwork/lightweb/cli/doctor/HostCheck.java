// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;

import org.tuttlenetwork.lightweb.cli.server.Json;
import org.tuttlenetwork.lightweb.cli.server.Server;
import org.tuttlenetwork.lightweb.cli.server.ServerFailure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the host itself says, where one runs. */
final class HostCheck implements Check {
    private final Server metrics;

    /**
     * @param metrics the host's listener for health
     */
    HostCheck(Server metrics) {
        this.metrics = metrics;
    }

    @Override
    public String name() {
        return "host";
    }

    @Override
    public Verdict look() throws InterruptedException {
        Server.Answer answer;
        try {
            answer = metrics.ask("GET", "/readyz", null);
        } catch (ServerFailure _) {
            return Verdict.skip("none runs on this machine (" + metrics.url() + ")");
        }
        if (answer.body().path("status").asText("").equals("ready")) {
            return Verdict.ok("ready");
        }
        return answer.status() == 200
                ? Verdict.warn(
                        "ready, but " + troubles(answer.body()), "It says itself what it lacks.")
                : Verdict.fail(
                        "not ready: " + troubles(answer.body()),
                        "Wait while it starts; else look into its log.");
    }

    private static String troubles(JsonNode report) {
        List<String> troubles = new ArrayList<>(Json.texts(report.path("missing")));
        for (Map.Entry<String, JsonNode> part : report.path("checks").properties()) {
            if (!part.getValue().path("status").asText("").equals("ready")) {
                troubles.add(part.getKey() + ": " + part.getValue().path("detail").asText(""));
            }
        }
        return String.join("; ", troubles);
    }
}
