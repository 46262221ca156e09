// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.demo.netbird.delivery.Deliveries;
import org.tuttlenetwork.lightweb.demo.netbird.rest.Routes.Match;
import org.tuttlenetwork.lightweb.demo.netbird.state.Account;
import org.tuttlenetwork.lightweb.demo.netbird.state.PersonalAccessTokens;
import org.tuttlenetwork.lightweb.demo.netbird.state.Size;
import org.tuttlenetwork.lightweb.demo.netbird.state.Store;
import org.tuttlenetwork.lightweb.demo.netbird.state.Token;
import org.tuttlenetwork.lightweb.demo.netbird.state.User;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The management API without its sockets: who calls, what, and what is answered. */
public final class ManagementApi {
    /** The one call without authentication. */
    private static final List<String> INSTANCE = List.of("api", "instance");

    private final Store store;
    private final Deliveries deliveries;
    private final Clock clock;
    private final Routes routes = new Routes();

    public ManagementApi(Store store, Deliveries deliveries, Clock clock) {
        this.store = store;
        this.deliveries = deliveries;
        this.clock = clock;
        AccountCalls.addTo(routes);
        UserCalls.addTo(routes);
        TokenCalls.addTo(routes);
        GroupCalls.addTo(routes);
        PolicyCalls.addTo(routes);
        PeerCalls.addTo(routes);
        SetupKeyCalls.addTo(routes);
        ZoneCalls.addTo(routes);
        RecordCalls.addTo(routes);
    }

    /** How large the account is. */
    public Size size() {
        return store.read(Size::of);
    }

    /**
     * What a call is.
     *
     * @param path without the query
     * @param query parameter to value, decoded
     * @param body null where there is none or no JSON
     */
    public record Request(
            String method, String path, Map<String, String> query, @Nullable JsonNode body) {
        public Request {
            query = Map.copyOf(query);
        }
    }

    /** What is answered: JSON, or plain text where the router itself answers. */
    public record Answer(int status, @Nullable JsonNode json, String text) {
        static Answer json(int status, JsonNode json) {
            return new Answer(status, json, "");
        }

        static Answer error(ApiError error) {
            ObjectNode json = Json.object().put("message", error.message());
            return json(error.status(), json.put("code", error.status()));
        }
    }

    /**
     * What the router says before anybody is authenticated.
     *
     * @return the answer, or null where the call goes on
     */
    public @Nullable Answer route(Request request) {
        List<String> segments = Routes.split(request.path());
        if (segments.equals(INSTANCE) && request.method().equals("GET")) {
            return Answer.json(200, Json.object().put("setup_required", false));
        }
        if (routes.implemented(request.method(), segments).isPresent()) {
            return null;
        }
        return routes.isKnown(request.method(), segments)
                ? Answer.error(ApiError.notPlayed())
                : new Answer(404, null, "404 page not found\n");
    }

    /**
     * Finds who calls.
     *
     * @param authorization the header, empty where absent
     * @return the token in plain text
     * @throws ApiError 401 if there is no personal access token of the right form
     */
    public String token(String authorization) {
        List<String> parts = List.of(authorization.split(" ", -1));
        String scheme = parts.getFirst();
        if (authorization.isEmpty()
                || !(scheme.equalsIgnoreCase("Token") || scheme.equalsIgnoreCase("Bearer"))) {
            throw new ApiError(401, "no valid authentication provided");
        }
        if (parts.size() != 2 || !PersonalAccessTokens.isWellFormed(parts.getLast())) {
            throw new ApiError(401, "token invalid");
        }
        return parts.getLast();
    }

    /**
     * Finds whose token this is, and notes its use.
     *
     * @throws ApiError 404 if the token is unknown or revoked, 401 if it is expired, 403 if its
     *     user is blocked
     */
    public User caller(String token) {
        return store.change(account -> caller(account, token));
    }

    private User caller(Account account, String plain) {
        String hash = PersonalAccessTokens.hash(plain);
        Token token =
                account.tokens.values().stream()
                        .filter(stored -> stored.hash().equals(hash))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new ApiError(
                                                404, "invalid token: pat: " + hash + " not found"));
        Instant now = clock.instant();
        if (!Instant.parse(token.expires()).isAfter(now)) {
            throw new ApiError(401, "token invalid");
        }
        User user = account.users.get(token.userId());
        if (user == null) {
            throw new ApiError(404, "invalid token: user: " + token.userId() + " not found");
        }
        if (user.blocked()) {
            throw ApiError.denied("user is blocked");
        }
        account.tokens.put(token.id(), token.used(now.toString()));
        return user;
    }

    /**
     * Carries out a call.
     *
     * @param dispatch whether the maps that it changes go out
     */
    public Answer carryOut(Request request, User caller, boolean dispatch) {
        Match match =
                routes.implemented(request.method(), Routes.split(request.path()))
                        .orElseThrow(() -> new IllegalArgumentException(request.path()));
        try {
            Done done = store.change(account -> run(account, match, request, caller));
            if (dispatch) {
                deliveries.dispatch(done.affected());
            }
            return Answer.json(200, done.json());
        } catch (ApiError error) {
            return Answer.error(error);
        }
    }

    private record Done(JsonNode json, Set<String> affected) {}

    private Done run(Account account, Match match, Request request, User caller) {
        match.route().permission().require(caller);
        Call call =
                new Call(
                        account,
                        caller,
                        clock.instant(),
                        match.stars(),
                        request.query(),
                        request.body());
        // A copy, because the answer is written after the lock is given back.
        return new Done(match.route().handler().handle(call).deepCopy(), call.affected());
    }
}
