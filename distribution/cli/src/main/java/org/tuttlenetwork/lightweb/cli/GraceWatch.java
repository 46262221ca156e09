// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Set;

/**
 * Follows an operation on a feature until it has held, failed, or was taken back: also where it
 * takes longer than the host lets anybody wait for an answer.
 */
final class GraceWatch {
    private static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final int TOO_LATE = 503;
    private static final Set<String> GONE_WRONG = Set.of("REFUSED", "TAKEN_BACK", "STOPPED");

    private final PrintStream out;
    private final Pause pause;

    GraceWatch(PrintStream out, Pause pause) {
        this.out = out;
        this.pause = pause;
    }

    /** An operation on a feature; its answer says how it ended. */
    @FunctionalInterface
    interface Operation {
        JsonNode run(HostClient host) throws IOException, InterruptedException, Refusal;
    }

    /**
     * @param feature what it is about
     * @param takingBack whether taking back is what was asked for
     * @param noWait whether to end as soon as it is live
     * @return the exit code
     */
    int carryOut(
            HostClient host,
            String feature,
            Operation operation,
            boolean takingBack,
            boolean noWait)
            throws IOException, InterruptedException, Refusal {
        JsonNode before = last(host, feature);
        try {
            return answered(host, operation.run(host.patient()), takingBack, noWait);
        } catch (HttpTimeoutException e) {
            return outOfSight(host, feature, before, noWait);
        } catch (Refusal e) {
            if (e.status() != TOO_LATE) {
                throw e;
            }
            return outOfSight(host, feature, before, noWait);
        }
    }

    private int answered(HostClient host, JsonNode answer, boolean takingBack, boolean noWait)
            throws IOException, InterruptedException, Refusal {
        String feature = answer.path("feature").asText();
        String version = answer.path("version").asText();
        String until = answer.path("graceUntil").asText("null");
        String outcome = answer.path("outcome").asText();
        out.println(feature + " " + version + ": " + outcome);
        if (GONE_WRONG.contains(outcome) && !takingBack) {
            out.println(answer.path("reason").asText());
            return 1;
        }
        return until.equals("null") ? 0 : live(host, feature, version, until, noWait);
    }

    private int live(HostClient host, String feature, String version, String until, boolean noWait)
            throws IOException, InterruptedException, Refusal {
        if (noWait) {
            out.println("It is live, and watched until " + until);
            return 0;
        }
        out.println("It is live. Watching it until " + until + " (Ctrl-C does not take it back)");
        while (true) {
            JsonNode status = status(host, feature);
            if (!status.path("onItsWay").path("version").asText("").equals(version)) {
                return ended(host, status, feature, version);
            }
            pause.of(BETWEEN);
        }
    }

    /** Nobody got an answer: what the host writes down says how it goes on. */
    private int outOfSight(HostClient host, String feature, JsonNode before, boolean noWait)
            throws IOException, InterruptedException, Refusal {
        out.println("It takes longer than the host lets anybody wait. Following it.");
        while (true) {
            JsonNode onItsWay = status(host, feature).path("onItsWay");
            String phase = onItsWay.path("phase").asText("");
            if (phase.isEmpty()) {
                return written(last(host, feature), before, feature);
            }
            String version = onItsWay.path("version").asText();
            if (phase.equals("WAITING")) {
                out.println(feature + " " + version + ": AT_NEXT_START");
                return 0;
            }
            if (!phase.equals("STARTING")) {
                return live(host, feature, version, onItsWay.path("until").asText(), noWait);
            }
            pause.of(BETWEEN);
        }
    }

    private int written(JsonNode last, JsonNode before, String feature) {
        if (last.equals(before)) {
            out.println("The host did not answer, and nothing of " + feature + " was changed.");
            return 1;
        }
        String outcome = last.path("outcome").asText();
        out.println(feature + " " + last.path("version").asText() + ": " + outcome);
        if (!GONE_WRONG.contains(outcome)) {
            return 0;
        }
        out.println(last.path("detail").asText());
        return 1;
    }

    /** How a feature stands; nothing where it is not there. */
    JsonNode status(HostClient host, String feature)
            throws IOException, InterruptedException, Refusal {
        for (JsonNode each : host.get("/api/v1/features?limit=200").path("items")) {
            if (each.path("id").asText().equals(feature)) {
                return each;
            }
        }
        return MissingNode.getInstance();
    }

    private static JsonNode last(HostClient host, String feature)
            throws IOException, InterruptedException, Refusal {
        return host.get("/api/v1/features/" + feature + "/history?limit=1").path("items").path(0);
    }

    private int ended(HostClient host, JsonNode status, String feature, String version)
            throws IOException, InterruptedException, Refusal {
        if (status.path("version").asText("").equals(version)
                && status.path("state").asText("").equals("RUNNING")) {
            out.println(feature + " " + version + " has held");
            return 0;
        }
        JsonNode last = last(host, feature);
        String how = last.path("outcome").asText().equals("STOPPED") ? "stopped" : "taken back";
        out.println(feature + " " + version + " was " + how + ": " + last.path("detail").asText());
        return 1;
    }
}
