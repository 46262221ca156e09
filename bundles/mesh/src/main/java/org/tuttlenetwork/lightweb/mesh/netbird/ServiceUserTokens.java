// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.netbird;

import static org.tuttlenetwork.lightweb.mesh.netbird.Readings.id;
import static org.tuttlenetwork.lightweb.mesh.netbird.Readings.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The tokens of service users (netbird.md §2.3): one's own, or any for who administers. */
public final class ServiceUserTokens {
    private final NetbirdCalls calls;

    public ServiceUserTokens(NetbirdCalls calls) {
        this.calls = calls;
    }

    /** Whose token these calls are made with; empty where it is no service user's. */
    public Optional<ServiceUser> owner() throws NetbirdException {
        return StreamSupport.stream(calls.get("/users?service_user=true").spliterator(), false)
                .filter(user -> user.path("is_current").asBoolean())
                .map(user -> new ServiceUser(id(user), text(user, "role")))
                .findFirst();
    }

    /** All tokens of a service user, also those that are over. */
    public List<ListedToken> of(String userId) throws NetbirdException {
        List<ListedToken> tokens = new ArrayList<>();
        for (JsonNode token : calls.get(path(userId))) {
            tokens.add(
                    new ListedToken(
                            id(token),
                            text(token, "name"),
                            life(token),
                            token.hasNonNull("last_used")
                                    ? instant(token, "last_used")
                                    : Instant.EPOCH));
        }
        return tokens;
    }

    /**
     * Makes a token; not repeated where no answer comes, since it may have been made.
     *
     * @param days how long it lasts, 1 to 365
     */
    public MadeToken make(String userId, String name, int days) throws NetbirdException {
        JsonNode answer =
                calls.post(
                        path(userId),
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("name", name)
                                .put("expires_in", days));
        JsonNode token = answer.path("personal_access_token");
        if (text(answer, "plain_token").isEmpty() || id(token).isEmpty()) {
            throw new NetbirdException("NetBird made a token and did not tell it", false);
        }
        return new MadeToken(id(token), text(answer, "plain_token"), life(token));
    }

    /** Deletes a token; one that is gone is well. */
    public void delete(String userId, String tokenId) throws NetbirdException {
        calls.delete(path(userId) + "/" + tokenId);
    }

    /**
     * Whether NetBird takes a token.
     *
     * @throws NetbirdException if it does not say
     */
    public boolean takes(String token) throws NetbirdException {
        return calls.takes(token);
    }

    private static String path(String userId) {
        return "/users/" + userId + "/tokens";
    }

    private static TokenLife life(JsonNode token) throws NetbirdException {
        return new TokenLife(instant(token, "created_at"), instant(token, "expiration_date"));
    }

    /** Go writes times with the offset of the server's zone. */
    private static Instant instant(JsonNode token, String field) throws NetbirdException {
        try {
            return OffsetDateTime.parse(text(token, field)).toInstant();
        } catch (DateTimeException e) {
            throw new NetbirdException(
                    "NetBird tells no time in " + field + " of a token", false, e);
        }
    }
}
