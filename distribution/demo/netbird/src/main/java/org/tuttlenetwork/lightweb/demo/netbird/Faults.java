// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How the stand-in misbehaves at the moment. */
final class Faults {
    private final Latency usualLatency;
    private final List<Fault> failing = new ArrayList<>();
    private boolean down;
    private Latency latency;
    private Set<String> dropped = Set.of();

    Faults(Latency usualLatency) {
        this.usualLatency = usualLatency;
        this.latency = usualLatency;
    }

    synchronized void down(boolean isDown) {
        down = isDown;
    }

    synchronized boolean isDown() {
        return down;
    }

    synchronized void slow(Latency newLatency) {
        latency = newLatency;
    }

    synchronized Latency latency() {
        return latency;
    }

    synchronized void fail(Fault fault) {
        failing.add(fault);
    }

    synchronized void drop(Set<String> fields) {
        dropped = Set.copyOf(fields);
    }

    synchronized void clear() {
        failing.clear();
        down = false;
        latency = usualLatency;
        dropped = Set.of();
    }

    /** Takes the first failure that concerns a call. */
    synchronized Optional<Fault> next(String method, String path) {
        for (int i = 0; i < failing.size(); i++) {
            Fault fault = failing.get(i);
            if (fault.concerns(method, path)) {
                if (fault.times() > 1) {
                    failing.set(i, fault.once());
                } else {
                    failing.remove(i);
                }
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    /** A copy of an answer without the fields that are to be dropped, at any depth. */
    synchronized JsonNode without(JsonNode answer) {
        if (dropped.isEmpty()) {
            return answer;
        }
        JsonNode copy = answer.deepCopy();
        strip(copy);
        return copy;
    }

    private void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(dropped);
        }
        node.forEach(this::strip);
    }
}
