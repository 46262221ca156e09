// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.rest;

import jakarta.ws.rs.core.Response;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.features.InstallOutcome;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * How an installation, an update or a way back ended.
 *
 * @param feature which
 * @param version which version of it
 * @param outcome INSTALLED, UPDATED, ALREADY_PRESENT, AT_NEXT_START (this host is in safe mode),
 *     TAKEN_BACK, STOPPED (nothing of it runs until a person has chosen) or WAITING
 * @param previous the version before; null where nothing ran
 * @param graceUntil until when it is watched; null where it is committed
 * @param plan the plan that waits for an administrator; null otherwise
 * @param reason why it was taken back or stopped; null otherwise
 */
public record InstallAnswer(
        String feature,
        String version,
        String outcome,
        @Nullable String previous,
        @Nullable Instant graceUntil,
        @Nullable String plan,
        @Nullable String reason) {
    static Response of(InstallOutcome outcome) {
        return switch (outcome) {
            case InstallOutcome.Live(var feature, var version, var previous, var until) ->
                    live(feature, version, previous, until);
            case InstallOutcome.AlreadyPresent(var feature, var version) ->
                    answer(
                            200,
                            new InstallAnswer(
                                    feature, version, "ALREADY_PRESENT", null, null, null, null));
            case InstallOutcome.AtNextStart(var feature, var version) ->
                    answer(
                            202,
                            new InstallAnswer(
                                    feature, version, "AT_NEXT_START", null, null, null, null));
            case InstallOutcome.Waiting(var plan) ->
                    answer(
                            202,
                            new InstallAnswer(
                                    plan.subject().feature(),
                                    plan.subject().version(),
                                    "WAITING",
                                    null,
                                    null,
                                    plan.id(),
                                    null));
            case InstallOutcome.TakenBack(var feature, var version, var reason) ->
                    answer(
                            200,
                            new InstallAnswer(
                                    feature, version, "TAKEN_BACK", null, null, null, reason));
            case InstallOutcome.Stopped(var feature, var version, var reason) ->
                    answer(
                            200,
                            new InstallAnswer(
                                    feature, version, "STOPPED", null, null, null, reason));
            case InstallOutcome.PlanChanged(var now) ->
                    throw LightWebException.conflict(
                            "Nothing was changed: since the plan was made, something else was. "
                                    + (now.possible()
                                            ? "Look at the plan again: " + now.id()
                                            : String.join(" ", now.refusals())));
            case InstallOutcome.Rejected(var reasons) ->
                    throw new LightWebException(
                            ProblemType.INVALID,
                            "Nothing was changed. " + String.join(" ", reasons));
        };
    }

    private static Response live(
            String feature, String version, Optional<String> previous, Optional<Instant> until) {
        boolean update = previous.isPresent();
        return answer(
                update ? 200 : 201,
                new InstallAnswer(
                        feature,
                        version,
                        update ? "UPDATED" : "INSTALLED",
                        previous.orElse(null),
                        until.orElse(null),
                        null,
                        null));
    }

    private static Response answer(int status, InstallAnswer answer) {
        return Response.status(status)
                .location(URI.create("/api/v1/features/" + answer.feature()))
                .entity(answer)
                .build();
    }
}
