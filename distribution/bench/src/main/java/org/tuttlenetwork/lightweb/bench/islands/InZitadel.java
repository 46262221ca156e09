// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.islands;

import org.tuttlenetwork.lightweb.bench.islands.Network.Asking;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** A command in Zitadel's console, of which the host is told by the webhook. */
record InZitadel(Network network) implements Way {
    @Override
    public String words() {
        return "in Zitadel";
    }

    @Override
    public Asking of(int island) {
        return () ->
                network.zitadel().console().removeRole(user(island), Grid.role(island, "member"));
    }

    /** Zitadel's one worker tells of one event after another (contract §3.2). */
    @Override
    public Removal told(int island, Removal removal) throws IOException, InterruptedException {
        String grant = network.zitadel().console().grantId(user(island)).orElseThrow();
        Network.await("the webhook", () -> told(grant, removal.asked()).isPresent());
        return removal.from(told(grant, removal.asked()).orElseThrow());
    }

    private Optional<Instant> told(String grant, Instant asked) {
        return network.zitadel().deliveries().stream()
                .filter(delivery -> delivery.aggregateId().equals(grant))
                .map(delivery -> Instant.parse(delivery.sentAt()))
                .filter(sent -> !sent.isBefore(asked))
                .findFirst();
    }

    private String user(int island) {
        return Grid.user(network.member(island));
    }
}
