// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.http;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.web.EventStream;

import java.util.Optional;

/** Who listens to a stream, asked again as often as the heart beats. */
final class StreamAccess {
    private final @Nullable Bearer bearer;
    private final @Nullable String authorization;
    private final String client;
    private volatile Optional<Caller> caller;

    private StreamAccess(
            @Nullable Bearer bearer,
            @Nullable String authorization,
            String client,
            Optional<Caller> caller) {
        this.bearer = bearer;
        this.authorization = authorization;
        this.client = client;
        this.caller = caller;
    }

    /**
     * @throws LightWebException if the stream is not public and the token is not good
     */
    static StreamAccess of(EventStream stream, Request request, Response response, Bearer bearer) {
        if (stream.isPublic()) {
            return new StreamAccess(null, null, "", Optional.empty());
        }
        String authorization = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        String client = Exchange.of(request).client();
        Bearer.Outcome outcome = bearer.authenticate(authorization, client);
        return switch (outcome) {
            case Bearer.Known known ->
                    new StreamAccess(bearer, authorization, client, Optional.of(known.caller()));
            case Bearer.Absent _, Bearer.Refused _ -> {
                response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, Bearer.challenge(outcome));
                throw new LightWebException(ProblemType.UNAUTHENTICATED, Bearer.detail(outcome));
            }
            case Bearer.Limited _ ->
                    throw new LightWebException(
                            ProblemType.TOO_MANY_REQUESTS, "Too many tokens were refused.");
            case Bearer.Undecided undecided ->
                    throw new LightWebException(ProblemType.UNAVAILABLE, undecided.description());
        };
    }

    Optional<Caller> caller() {
        return caller;
    }

    /** Whether the listener may go on; what can't be decided now is not held against them. */
    boolean stillGood() {
        if (bearer == null) {
            return true;
        }
        return switch (bearer.authenticate(authorization, client)) {
            case Bearer.Known known -> {
                caller = Optional.of(known.caller());
                yield true;
            }
            case Bearer.Undecided _, Bearer.Limited _ -> true;
            case Bearer.Absent _, Bearer.Refused _ -> false;
        };
    }
}
