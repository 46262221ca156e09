// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;

import org.tuttlenetwork.lightweb.cli.server.Netbird;
import org.tuttlenetwork.lightweb.cli.server.ServerFailure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Whether one of the host's two tokens is valid, of the right role, and for how long. */
final class NetbirdTokenCheck implements Check {
    private static final Duration SOON = Duration.ofDays(30);

    private final String name;
    private final String role;
    private final Netbird netbird;
    private final Clock clock;

    /**
     * @param role that its service user should have
     * @param netbird as called with the token
     */
    NetbirdTokenCheck(String name, String role, Netbird netbird, Clock clock) {
        this.name = name;
        this.role = role;
        this.netbird = netbird;
        this.clock = clock;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Verdict look() throws ServerFailure, InterruptedException {
        Optional<JsonNode> user;
        try {
            user = netbird.currentServiceUser();
        } catch (ServerFailure failure) {
            if (failure.status() == 401 || failure.status() == 404) {
                // NetBird's 404 is for a token that it does not know (any more).
                return Verdict.fail(
                        "NetBird takes the token no more: it was revoked, or its time is over",
                        "lightweb setup makes a new one.");
            }
            throw failure;
        }
        if (user.isEmpty()) {
            return Verdict.fail(
                    "the token is a person's, who leaves one day and takes it along",
                    "lightweb setup makes a service user with the role " + role + ".");
        }
        String has = user.get().path("role").asText();
        if (!has.equals(role)) {
            return Verdict.fail(
                    "its service user has the role " + has + " instead of " + role,
                    "Give it the role " + role + " in NetBird's dashboard.");
        }
        return life(user.get().path("id").asText());
    }

    private Verdict life(String userId) throws ServerFailure, InterruptedException {
        String end =
                netbird.lastUsedToken(userId)
                        .map(token -> token.path("expiration_date").asText(""))
                        .orElse("");
        try {
            Instant expires = Instant.parse(end);
            long days = Duration.between(clock.instant(), expires).toDays();
            String seen = "role " + role + ", good for " + days + " days";
            return expires.isBefore(clock.instant().plus(SOON))
                    ? Verdict.warn(
                            seen, "lightweb setup makes a new one; NetBird's last a year at most.")
                    : Verdict.ok(seen);
        } catch (DateTimeParseException _) {
            return Verdict.warn(
                    "role " + role + "; NetBird does not say until when the token is good",
                    "Look at the service user's tokens in NetBird's dashboard.");
        }
    }
}
