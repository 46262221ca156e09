// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;

import org.tuttlenetwork.lightweb.cli.server.EventCondition;
import org.tuttlenetwork.lightweb.cli.server.Json;
import org.tuttlenetwork.lightweb.cli.server.ServerFailure;

import java.util.List;
import java.util.Optional;

/** Whether Zitadel has a target for us, and something calls it: Zitadel itself tells of neither. */
final class TargetCheck implements Check {
    private final String name;
    private final ServiceUser user;
    private final Expected expected;

    /**
     * What should be.
     *
     * @param endpoints where the target may lead
     * @param signingKey by which the host checks what comes; empty where its hook is closed
     * @param conditions that call it
     */
    record Expected(List<String> endpoints, String signingKey, List<EventCondition> conditions) {}

    TargetCheck(String name, ServiceUser user, Expected expected) {
        this.name = name;
        this.user = user;
        this.expected = expected;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Verdict look() throws ServerFailure, InterruptedException {
        if (expected.signingKey().isEmpty()) {
            return Verdict.warn(
                    "the host has no signing key for it, so it is closed",
                    "lightweb setup makes target and key; without them changes are polled for.");
        }
        Optional<JsonNode> target =
                user.zitadel().targets().stream()
                        .filter(t -> expected.endpoints().contains(t.path("endpoint").asText("")))
                        .findFirst();
        if (target.isEmpty()) {
            return Verdict.fail(
                    "Zitadel has no target that leads to " + expected.endpoints().getFirst(),
                    "lightweb setup makes it; one that leads elsewhere is of no use.");
        }
        return judged(target.get());
    }

    private Verdict judged(JsonNode target) throws ServerFailure, InterruptedException {
        String id = target.path("id").asText();
        String key = target.path("signingKey").asText("");
        if (!key.isEmpty() && !key.equals(expected.signingKey())) {
            return Verdict.fail(
                    "the target signs with another key than the host knows",
                    "lightweb setup writes the target's present key.");
        }
        if (target.at("/restWebhook/interruptOnError").asBoolean()) {
            return Verdict.fail(
                    "the target interrupts on errors: when this host is down, Zitadel's own calls"
                            + " fail",
                    "Turn off 'Interrupt on error' of the target.");
        }
        List<JsonNode> executions = user.zitadel().executions();
        List<String> silent =
                expected.conditions().stream()
                        .filter(c -> executions.stream().noneMatch(e -> c.calls(e, id)))
                        .map(EventCondition::toString)
                        .toList();
        if (!silent.isEmpty()) {
            return Verdict.fail(
                    "nothing calls the target for " + String.join(", ", silent),
                    "lightweb setup sets the executions; somebody may have taken them away.");
        }
        List<String> narrower =
                executions.stream()
                        .filter(e -> !Json.texts(e.path("targets")).contains(id))
                        .flatMap(e -> expected.conditions().stream().flatMap(c -> c.within(e)))
                        .distinct()
                        .toList();
        return narrower.isEmpty()
                ? Verdict.ok("Zitadel calls " + target.path("endpoint").asText())
                : Verdict.warn(
                        "another execution takes " + String.join(", ", narrower) + " from us",
                        "Zitadel carries out the narrowest condition only: add our target to it.");
    }
}
