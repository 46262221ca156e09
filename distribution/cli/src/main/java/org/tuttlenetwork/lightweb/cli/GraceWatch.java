// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;

/** Follows a version that is live until it has held, or was taken back. */
final class GraceWatch {
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final PrintStream out;
    private final Pause pause;

    GraceWatch(PrintStream out, Pause pause) {
        this.out = out;
        this.pause = pause;
    }

    /**
     * @param answer how the operation ended
     * @param noWait whether to say only that
     * @return the exit code
     */
    int follow(HostClient host, JsonNode answer, boolean noWait)
            throws IOException, InterruptedException, Refusal {
        String feature = answer.path("feature").asText();
        String version = answer.path("version").asText();
        String until = answer.path("graceUntil").asText("null");
        String outcome = answer.path("outcome").asText();
        out.println(feature + " " + version + ": " + outcome);
        if (until.equals("null") || noWait) {
            if (!until.equals("null")) {
                out.println("It is live, and watched until " + until);
            }
            return 0;
        }
        out.println("It is live. Watching it until " + until + " (Ctrl-C does not take it back)");
        while (true) {
            JsonNode now = host.get("/api/v1/features?limit=200");
            JsonNode status = find(now, feature);
            JsonNode onItsWay = status.path("onItsWay");
            if (!onItsWay.path("version").asText("").equals(version)) {
                return ended(host, status, feature, version);
            }
            pause.of(BETWEEN);
        }
    }

    private static JsonNode find(JsonNode page, String feature) {
        for (JsonNode each : page.path("items")) {
            if (each.path("id").asText().equals(feature)) {
                return each;
            }
        }
        return page.path("gone");
    }

    private int ended(HostClient host, JsonNode status, String feature, String version)
            throws IOException, InterruptedException, Refusal {
        if (status.path("version").asText("").equals(version)
                && status.path("state").asText("").equals("RUNNING")) {
            out.println(feature + " " + version + " has held");
            return 0;
        }
        JsonNode last =
                host.get("/api/v1/features/" + feature + "/history?limit=1").path("items").path(0);
        out.println(feature + " " + version + " was taken back: " + last.path("detail").asText());
        return 1;
    }
}
