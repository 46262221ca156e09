// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.http;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.identity.Authenticator;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.web.Collaborators;

import java.util.Optional;

/** Finds out who is calling by {@code Authorization: Bearer} (RFC 6750), and nothing else. */
public final class Bearer {
    private static final String SCHEME = "bearer ";

    private final Collaborators collaborators;
    private final RequestLimits limits;

    public Bearer(Collaborators collaborators, RequestLimits limits) {
        this.collaborators = collaborators;
        this.limits = limits;
    }

    /** How it ended. */
    public sealed interface Outcome {}

    /**
     * @param caller who it is
     * @param token what they showed
     */
    public record Known(Caller caller, String token) implements Outcome {}

    /** No token came. */
    public record Absent() implements Outcome {}

    /**
     * @param error {@code invalid_token} or {@code invalid_request}
     * @param description why
     */
    public record Refused(String error, String description) implements Outcome {}

    /** This client had too many tokens refused. */
    public record Limited() implements Outcome {}

    /**
     * @param description why it cannot be said now
     */
    public record Undecided(String description) implements Outcome {}

    /**
     * @param authorization the header's value
     * @param client whose refusals are counted
     */
    public Outcome authenticate(@Nullable String authorization, String client) {
        if (authorization == null) {
            return new Absent();
        }
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return new Refused("invalid_request", "Only Bearer is understood here");
        }
        String token = authorization.substring(SCHEME.length()).strip();
        // Many people may share an address: whoever has a good token is not kept out by others.
        if (!isVerifiedHere(token) && !limits.allows(client)) {
            return new Limited();
        }
        Optional<Authenticator> authenticator = collaborators.authenticator();
        if (authenticator.isEmpty()) {
            return new Undecided("Tokens cannot be verified yet. Try again in some seconds.");
        }
        return switch (authenticator.get().authenticate(token)) {
            case Authenticator.Authenticated(Caller caller) -> new Known(caller, token);
            case Authenticator.Undecided(String why) -> new Undecided(why);
            case Authenticator.Refused(String why) -> refused(client, why);
        };
    }

    private Outcome refused(String client, String why) {
        if (!limits.allows(client)) {
            return new Limited();
        }
        limits.refused(client);
        return new Refused("invalid_token", why);
    }

    /** Whether a token is a JWT: verified without asking the issuer, which others cost. */
    private static boolean isVerifiedHere(String token) {
        return token.startsWith("ey") && token.indexOf('.') > 0;
    }

    /** The value of {@code WWW-Authenticate} for an outcome that ends in 401. */
    public static String challenge(Outcome outcome) {
        String realm = "Bearer realm=\"lightweb\"";
        return outcome instanceof Refused(String error, String description)
                ? realm
                        + ", error=\""
                        + error
                        + "\", error_description=\""
                        + description.replaceAll("[^ !#-\\[\\]-~]", "'")
                        + '"'
                : realm;
    }

    /** What a person is told of an outcome that ends in 401. */
    public static String detail(Outcome outcome) {
        return outcome instanceof Refused refused
                ? "The access token was refused: " + refused.description() + "."
                : "This needs an access token in the header Authorization: Bearer.";
    }
}
