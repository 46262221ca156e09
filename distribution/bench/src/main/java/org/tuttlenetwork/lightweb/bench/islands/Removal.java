// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.islands;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.demo.netbird.DeliveredMap;
import org.tuttlenetwork.lightweb.demo.netbird.NetbirdStandIn;
import org.tuttlenetwork.lightweb.demo.netbird.ReceivedCall;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A removal that was asked for.
 *
 * @param group of the island, in NetBird
 * @param peer the device that is to go
 * @param others the devices of all other members
 * @param asked when
 */
record Removal(String group, String peer, List<String> others, Instant asked) {
    Removal {
        others = List.copyOf(others);
    }

    /** When NetBird had answered the call that took the device out; empty before. */
    Optional<Instant> accepted(List<ReceivedCall> calls) {
        return calls.stream()
                .filter(call -> call.method().equals("PUT") && call.status() == 200)
                .filter(call -> call.path().equals("/api/groups/" + group))
                .filter(call -> !call.at().isBefore(asked) && !holds(call.body()))
                .map(ReceivedCall::answered)
                .findFirst();
    }

    private boolean holds(@Nullable JsonNode body) {
        if (body != null) {
            for (JsonNode one : body.path("peers")) {
                if (one.asText().equals(peer)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** When the last of the others had a map without the device; empty before. */
    Optional<Instant> delivered(NetbirdStandIn netbird) {
        List<Instant> all = new ArrayList<>();
        for (String other : others) {
            Optional<Instant> told = told(netbird.deliveredMaps(other));
            if (told.isEmpty()) {
                return Optional.empty();
            }
            all.add(told.get());
        }
        return all.stream().max(Instant::compareTo);
    }

    private Optional<Instant> told(List<DeliveredMap> maps) {
        return maps.stream()
                .filter(map -> !map.at().isBefore(asked) && !map.peers().contains(peer))
                .map(DeliveredMap::at)
                .findFirst();
    }

    /** The same, counted from a later moment. */
    Removal from(Instant later) {
        return new Removal(group, peer, others, later);
    }

    /** In ms since it was asked for. */
    double millis(Instant until) {
        return Duration.between(asked, until).toNanos() / 1e6;
    }
}
