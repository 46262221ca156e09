// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.setup;

import com.fasterxml.jackson.databind.JsonNode;

import org.tuttlenetwork.lightweb.cli.server.Json;
import org.tuttlenetwork.lightweb.cli.server.Netbird;
import org.tuttlenetwork.lightweb.cli.server.ServerFailure;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** A service user's token, kept in etc/secrets; renewed when it ends within a month. */
final class NetbirdTokenStep implements Step {
    /** The most that NetBird gives. */
    private static final int DAYS = 365;

    private static final Duration SOON = Duration.ofDays(30);

    private final Netbird netbird;
    private final Owner owner;
    private final Secrets secrets;
    private final Clock clock;

    /** Whose token it is: a user that an earlier step knows. */
    record Owner(Known known, Known.Id id, NetbirdAccess access) {}

    NetbirdTokenStep(Netbird netbird, Owner owner, Secrets secrets, Clock clock) {
        this.netbird = netbird;
        this.owner = owner;
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "NetBird: token of "
                + owner.access().user()
                + " in "
                + secrets.file(owner.access().secret());
    }

    @Override
    public boolean isThere() throws ServerFailure, IOException, InterruptedException {
        Optional<String> token = secrets.read(owner.access().secret());
        Optional<String> user = owner.known().find(owner.id());
        return token.isPresent() && user.isPresent() && isGood(token.get(), user.get());
    }

    private boolean isGood(String token, String userId) throws ServerFailure, InterruptedException {
        Netbird theirs = netbird.with(token);
        try {
            boolean own =
                    theirs.currentServiceUser()
                            .filter(user -> user.path("id").asText().equals(userId))
                            .isPresent();
            Optional<JsonNode> used = own ? theirs.lastUsedToken(userId) : Optional.empty();
            return used.isPresent()
                    && Instant.parse(used.get().path("expiration_date").asText(""))
                            .isAfter(clock.instant().plus(SOON));
        } catch (DateTimeParseException _) {
            return false;
        } catch (ServerFailure failure) {
            // 404 is NetBird's answer to a token that was revoked.
            if (failure.status() == 401 || failure.status() == 404 || failure.status() == 403) {
                return false;
            }
            throw failure;
        }
    }

    @Override
    public void make() throws ServerFailure, IOException, InterruptedException {
        JsonNode made =
                netbird.server()
                        .post(
                                "/api/users/" + owner.known().get(owner.id()) + "/tokens",
                                Json.object().put("name", "lightweb").put("expires_in", DAYS));
        secrets.write(owner.access().secret(), made.path("plain_token").asText());
    }
}
