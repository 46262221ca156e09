// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.rest;

import jakarta.ws.rs.core.Response;

import org.tuttlenetwork.lightweb.api.identity.Operation;
import org.tuttlenetwork.lightweb.api.identity.Operations;
import org.tuttlenetwork.lightweb.islands.Pending;
import org.tuttlenetwork.lightweb.islands.rest.IslandBodies.Accepted;

import java.net.URI;
import java.time.Duration;
import java.util.UUID;

/** Answers for what Zitadel has to confirm: 200 where it did within a moment, 202 otherwise. */
final class UnderWay {
    /** How long a request waits for Zitadel before it answers 202. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Operations operations;

    UnderWay(Operations operations) {
        this.operations = operations;
    }

    boolean isDone(UUID operation) {
        return operations.await(operation, PATIENCE).state() == Operation.State.DONE;
    }

    Response answer(Pending pending) {
        Operation operation = operations.await(pending.operation(), PATIENCE);
        Accepted accepted =
                new Accepted(
                        path(pending.operation()), operation.state().name(), operation.detail());
        return Response.status(operation.state() == Operation.State.DONE ? 200 : 202)
                .location(URI.create(path(pending.operation())))
                .entity(accepted)
                .build();
    }

    static String path(UUID operation) {
        return "/api/v1/operations/" + operation;
    }
}
