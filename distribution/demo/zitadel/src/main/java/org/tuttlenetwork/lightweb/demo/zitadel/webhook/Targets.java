// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.demo.zitadel.http.ApiFailure;
import org.tuttlenetwork.lightweb.demo.zitadel.http.GrpcCode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The targets and executions of Actions v2, as an administrator sets them up (contract §3.1). They
 * are told and not carried out: events go where {@link WebhookSender} was told to. Not kept over a
 * restart. Thread-safe.
 */
public final class Targets {
    /**
     * A target.
     *
     * @param type {@code restWebhook}, {@code restCall} or {@code restAsync}
     * @param settings what stands below the type
     */
    public record Target(
            String id,
            String name,
            String endpoint,
            String signingKey,
            String type,
            ObjectNode settings) {}

    /** What calls targets when. */
    public record Execution(ObjectNode condition, List<String> targets) {
        public Execution {
            targets = List.copyOf(targets);
        }
    }

    private final Map<String, Target> targets = new LinkedHashMap<>();
    private final Map<ObjectNode, List<String>> executions = new LinkedHashMap<>();

    public synchronized List<Target> all() {
        return List.copyOf(targets.values());
    }

    public synchronized Optional<Target> find(String id) {
        return Optional.ofNullable(targets.get(id));
    }

    public synchronized void put(Target target) {
        targets.put(target.id(), target);
    }

    /** Takes a target away, and out of all executions. */
    public synchronized void remove(String id) {
        targets.remove(id);
        executions.replaceAll((_, ids) -> ids.stream().filter(i -> !i.equals(id)).toList());
        executions.values().removeIf(List::isEmpty);
    }

    public synchronized List<Execution> executions() {
        return executions.entrySet().stream()
                .map(entry -> new Execution(entry.getKey(), entry.getValue()))
                .toList();
    }

    /**
     * Sets what a condition calls; nothing takes the execution away.
     *
     * @throws ApiFailure not_found where a target is unknown
     */
    public synchronized void execute(ObjectNode condition, List<String> ids) {
        if (!targets.keySet().containsAll(ids)) {
            throw new ApiFailure(
                    GrpcCode.NOT_FOUND, "COMMAND-17e8fq1ggk", "Errors.Target.NotFound");
        }
        if (ids.isEmpty()) {
            executions.remove(condition);
        } else {
            executions.put(condition.deepCopy(), List.copyOf(ids));
        }
    }
}
