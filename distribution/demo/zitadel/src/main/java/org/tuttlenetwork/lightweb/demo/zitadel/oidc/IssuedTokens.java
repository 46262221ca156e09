// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.oidc;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The access and refresh tokens that are out, and the login sessions they hang on. Thread-safe. */
public final class IssuedTokens {
    private final Clock clock;
    private final Map<String, AccessToken> access = new HashMap<>();
    private final Map<String, RefreshToken> refresh = new HashMap<>();
    private final Set<String> endedSessions = new HashSet<>();

    /**
     * An access token.
     *
     * @param handle the {@code jti} of a JWT, or the opaque token itself
     * @param id the {@code jti}
     * @param holder whose and by which client
     * @param audience client ids and project ids
     * @param issued when, in seconds
     * @param expires when it ends
     */
    public record AccessToken(
            String handle,
            String id,
            Holder holder,
            List<String> audience,
            Instant issued,
            Instant expires) {}

    /**
     * Whose a token is.
     *
     * @param userId the user
     * @param clientId the application, empty for a machine that authenticates by itself
     * @param scopes what was granted
     * @param sessionId the login it comes from
     * @param authTime when the user logged in
     */
    public record Holder(
            String userId,
            String clientId,
            List<String> scopes,
            String sessionId,
            Instant authTime) {}

    /**
     * A refresh token; used once.
     *
     * @param value the token
     * @param holder whose
     * @param idleUntil unused, it ends here
     * @param absoluteUntil it and its successors end here
     */
    public record RefreshToken(
            String value, Holder holder, Instant idleUntil, Instant absoluteUntil) {}

    /** What a restart brings back. */
    public record Saved(
            List<AccessToken> access, List<RefreshToken> refresh, Set<String> endedSessions) {
        /** No token is out. */
        public static final Saved NOTHING = new Saved(List.of(), List.of(), Set.of());
    }

    public IssuedTokens(Clock clock, Saved saved) {
        this.clock = clock;
        saved.access().forEach(this::add);
        saved.refresh().forEach(this::add);
        endedSessions.addAll(saved.endedSessions());
    }

    public synchronized Saved saved() {
        Instant now = clock.instant();
        access.values().removeIf(token -> !token.expires().isAfter(now));
        refresh.values().removeIf(token -> !isLive(token));
        Set<String> sessions = new HashSet<>();
        access.values().forEach(token -> sessions.add(token.holder().sessionId()));
        refresh.values().forEach(token -> sessions.add(token.holder().sessionId()));
        endedSessions.retainAll(sessions);
        return new Saved(
                new ArrayList<>(access.values()),
                new ArrayList<>(refresh.values()),
                Set.copyOf(endedSessions));
    }

    synchronized void add(AccessToken token) {
        access.put(token.handle(), token);
    }

    synchronized void add(RefreshToken token) {
        refresh.put(token.value(), token);
    }

    /** The access token, unless it is unknown, expired, revoked, or its session has ended. */
    synchronized Optional<AccessToken> access(String handle) {
        return Optional.ofNullable(access.get(handle))
                .filter(token -> token.expires().isAfter(clock.instant()))
                .filter(token -> !endedSessions.contains(token.holder().sessionId()));
    }

    /** The refresh token where it is still good. */
    synchronized Optional<RefreshToken> refresh(String value) {
        return Optional.ofNullable(refresh.get(value))
                .filter(this::isLive)
                .filter(token -> !endedSessions.contains(token.holder().sessionId()));
    }

    private boolean isLive(RefreshToken token) {
        Instant now = clock.instant();
        return token.idleUntil().isAfter(now) && token.absoluteUntil().isAfter(now);
    }

    /**
     * Takes a refresh token, so that nobody else uses it.
     *
     * @return false where another call was first
     */
    synchronized boolean take(RefreshToken token) {
        return refresh.remove(token.value()) != null;
    }

    synchronized void revoke(AccessToken token) {
        access.remove(token.handle());
    }

    /** Ends a login: its access and refresh tokens are no longer good. */
    synchronized void endSession(String sessionId) {
        endedSessions.add(sessionId);
    }
}
