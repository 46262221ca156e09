// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web;

import org.tuttlenetwork.lightweb.api.feed.ChangeFeed;
import org.tuttlenetwork.lightweb.api.identity.Authenticator;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.RoleKey;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.portal.Page;
import org.tuttlenetwork.lightweb.api.portal.Sessions;
import org.tuttlenetwork.lightweb.api.portal.Shell;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.problem.ProblemReason;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.web.idempotency.KeptAnswers;

import java.util.Optional;
import java.util.Set;

/**
 * The other rooms: tokens and sessions are named after who they stand for; a token that looks like
 * a JWT is {@code ey.} and the name.
 */
public final class FakeCollaborators implements Collaborators {
    public volatile boolean hasAuthenticator = true;
    public volatile Set<String> refused = Set.of();
    public volatile Optional<ChangeFeed> feed = Optional.empty();
    public volatile Optional<KeptAnswers> keptAnswers = Optional.empty();

    public static Optional<Caller> known(String name) {
        return switch (name) {
            case "admin" ->
                    Optional.of(new Caller(new UserId(name), Set.of(RoleKey.ADMINISTRATOR)));
            case "analyst" ->
                    Optional.of(
                            new Caller(new UserId(name), Set.of(new RoleKey("lightweb:analyst"))));
            case "member" -> Optional.of(new Caller(new UserId(name), Set.of()));
            default -> Optional.empty();
        };
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return hasAuthenticator ? Optional.of(this::authenticate) : Optional.empty();
    }

    private Authenticator.Authentication authenticate(String token) {
        String name = token.startsWith("ey.") ? token.substring(3) : token;
        return known(name)
                .filter(caller -> !refused.contains(name))
                .<Authenticator.Authentication>map(Authenticator.Authenticated::new)
                .orElseGet(() -> new Authenticator.Refused("the token has expired"));
    }

    @Override
    public Optional<Sessions> sessions() {
        return Optional.of(
                new Sessions() {
                    @Override
                    public String cookieName(boolean https) {
                        return "session";
                    }

                    @Override
                    public Optional<Session> find(String cookie) {
                        return known(cookie)
                                .map(caller -> new Session(caller, cookie, Optional.empty()));
                    }
                });
    }

    @Override
    public Optional<Shell> shell() {
        return Optional.of(
                new Shell() {
                    @Override
                    public String render(Page page, Viewer viewer, String path) {
                        return "<h1>" + page.title() + "</h1>" + page.markup();
                    }

                    @Override
                    public String renderProblem(
                            ProblemType type,
                            Optional<ProblemReason> reason,
                            Viewer viewer,
                            String path) {
                        return "<h1>problem "
                                + type.status()
                                + "</h1>"
                                + reason.map(ProblemReason::key).orElse("");
                    }
                });
    }

    @Override
    public Optional<ChangeFeed> feed() {
        return feed;
    }

    @Override
    public Optional<KeptAnswers> keptAnswers() {
        return keptAnswers;
    }
}
