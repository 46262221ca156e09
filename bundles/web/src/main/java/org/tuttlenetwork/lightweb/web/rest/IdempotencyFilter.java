// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.rest;

import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.web.Surface;
import org.tuttlenetwork.lightweb.web.Collaborators;
import org.tuttlenetwork.lightweb.web.idempotency.Claim;
import org.tuttlenetwork.lightweb.web.idempotency.IdempotencyKey;
import org.tuttlenetwork.lightweb.web.idempotency.KeptAnswer;
import org.tuttlenetwork.lightweb.web.idempotency.KeptAnswers;
import org.tuttlenetwork.lightweb.web.idempotency.Scope;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Objects;

/**
 * Carries out a POST with an {@code Idempotency-Key} once (DECISIONS 3.7,
 * draft-ietf-httpapi-idempotency-key-header). Sent again it gets the first answer. What was refused
 * is not kept: it changed nothing, and the key may be used for what it should have been.
 */
@Priority(Priorities.USER)
final class IdempotencyFilter implements ContainerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(IdempotencyFilter.class);
    private static final int MAX_BODY = 1 << 20;
    private static final String REPLAYED = "Idempotency-Replayed";

    private final Collaborators collaborators;

    IdempotencyFilter(Collaborators collaborators) {
        this.collaborators = collaborators;
    }

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        String header = request.getHeaderString(IdempotencyKey.HEADER);
        Principal caller = request.getSecurityContext().getUserPrincipal();
        boolean counts =
                HttpMethod.POST.equals(request.getMethod())
                        && RequestFacts.of(request).surface() == Surface.API;
        if (header == null || caller == null || !counts) {
            return;
        }
        URI uri = request.getUriInfo().getRequestUri();
        Scope scope = Scope.of(caller.getName(), uri.getPath(), IdempotencyKey.parse(header));
        KeptAnswers answers = answers();
        switch (answers.claim(scope, fingerprint(request, uri))) {
            case Claim.Fresh _ -> AnswerTap.of(request).listen(a -> answered(answers, scope, a));
            case Claim.Answered kept -> request.abortWith(replay(kept.answer()));
            case Claim.Open _ ->
                    throw new LightWebException(
                            ProblemType.CONFLICT,
                            "A request with this Idempotency-Key is being carried out, or how it"
                                    + " ended is not known. Wait a moment and send it again; if"
                                    + " this stays, look whether it was done before you send it"
                                    + " with another key.");
            case Claim.Different _ ->
                    throw LightWebException.invalid(
                            IdempotencyKey.HEADER,
                            "it was used with another body already; a new request needs a new key");
        }
    }

    private KeptAnswers answers() {
        return collaborators
                .keptAnswers()
                .orElseThrow(
                        () ->
                                new LightWebException(
                                        ProblemType.UNAVAILABLE,
                                        "What was sent with an Idempotency-Key cannot be"
                                                + " remembered at the moment. Nothing was done."));
    }

    private static String fingerprint(ContainerRequestContext request, URI uri) throws IOException {
        byte[] body = request.getEntityStream().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            throw LightWebException.invalid(
                    IdempotencyKey.HEADER, "is for bodies of at most " + MAX_BODY + " bytes");
        }
        request.setEntityStream(new ByteArrayInputStream(body));
        String rest =
                Objects.toString(uri.getRawQuery(), "")
                        + "\n"
                        + Objects.toString(request.getHeaderString(HttpHeaders.CONTENT_TYPE), "")
                        + "\n";
        return Scope.digest(rest.getBytes(StandardCharsets.UTF_8), body);
    }

    private static void answered(KeptAnswers answers, Scope scope, KeptAnswer answer) {
        try {
            if (answer.status() < 400) {
                answers.keep(scope, answer);
            } else {
                answers.drop(scope);
            }
        } catch (LightWebException e) {
            // The answer goes out nevertheless; sent again, the request is refused as open.
            LOG.warn("The answer to a request with an Idempotency-Key could not be kept", e);
        }
    }

    private static Response replay(KeptAnswer kept) {
        Response.ResponseBuilder response = Response.status(kept.status());
        kept.headers()
                .forEach((name, values) -> values.forEach(value -> response.header(name, value)));
        response.header(REPLAYED, "true");
        return (kept.body().length > 0 ? response.entity(kept.body()) : response).build();
    }
}
