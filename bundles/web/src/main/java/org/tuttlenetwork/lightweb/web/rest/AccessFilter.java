// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.rest;

import jakarta.annotation.Priority;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.RoleKey;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.web.NodeCaller;
import org.tuttlenetwork.lightweb.web.http.Bearer;
import org.tuttlenetwork.lightweb.web.http.NodesGate;
import org.tuttlenetwork.lightweb.web.http.Problem;
import org.tuttlenetwork.lightweb.web.http.Viewers;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Decides who may call a resource method, by its annotations. */
@Priority(Priorities.AUTHENTICATION)
final class AccessFilter implements ContainerRequestFilter {
    private final Bearer bearer;
    private final Viewers viewers;
    private final ProblemResponses problems;

    @Context private @Nullable ResourceInfo resourceInfo;

    AccessFilter(Bearer bearer, Viewers viewers, ProblemResponses problems) {
        this.bearer = bearer;
        this.viewers = viewers;
        this.problems = problems;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        RequestFacts facts = RequestFacts.of(request);
        Rule rule = rule();
        switch (facts.surface()) {
            case API -> api(request, facts, rule);
            case PAGES -> pages(request, facts, rule);
            case NODES -> nodes(request, facts, rule);
        }
    }

    private void api(ContainerRequestContext request, RequestFacts facts, Rule rule) {
        String authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (rule.open() && authorization == null) {
            return;
        }
        Bearer.Outcome outcome = bearer.authenticate(authorization, facts.exchange().client());
        switch (outcome) {
            case Bearer.Known known -> {
                request.setSecurityContext(CallerContext.of(known.caller(), "Bearer"));
                demand(rule, known.caller());
            }
            case Bearer.Absent _, Bearer.Refused _ -> {
                // What is open to everybody is open to those whose header means something else.
                if (!rule.open()) {
                    request.abortWith(unauthenticated(request, outcome));
                }
            }
            case Bearer.Limited _ ->
                    throw new LightWebException(
                            ProblemType.TOO_MANY_REQUESTS,
                            "Too many access tokens from here were refused. Wait, then try with a"
                                    + " good one.");
            case Bearer.Undecided undecided ->
                    throw new LightWebException(ProblemType.UNAVAILABLE, undecided.description());
        }
    }

    private Response unauthenticated(ContainerRequestContext request, Bearer.Outcome outcome) {
        Problem problem = new Problem(ProblemType.UNAUTHENTICATED, Bearer.detail(outcome));
        return Response.fromResponse(problems.response(request, problem))
                .header(HttpHeaders.WWW_AUTHENTICATE, Bearer.challenge(outcome))
                .build();
    }

    private void pages(ContainerRequestContext request, RequestFacts facts, Rule rule) {
        Viewer viewer = viewers.of(facts.request());
        Optional<Caller> caller = viewer.caller();
        if (caller.isPresent()) {
            request.setSecurityContext(CallerContext.of(caller.get(), "Session"));
            if (!rule.allows(caller.get())) {
                // Whoever may not see a page is not told that it is there.
                throw LightWebException.notFound("Nothing is served at this path.");
            }
        } else if (!rule.open()) {
            request.abortWith(login(request));
        }
    }

    private Response login(ContainerRequestContext request) {
        boolean html =
                Optional.ofNullable(request.getHeaderString(HttpHeaders.ACCEPT))
                        .filter(accept -> accept.contains("text/html"))
                        .isPresent();
        if (html && request.getMethod().equals("GET")) {
            URI asked = request.getUriInfo().getRequestUri();
            String to =
                    asked.getRawPath()
                            + (asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery());
            return Response.status(Response.Status.SEE_OTHER)
                    .header(
                            HttpHeaders.LOCATION,
                            "/login?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8))
                    .build();
        }
        return problems.response(
                request,
                new Problem(
                        ProblemType.UNAUTHENTICATED,
                        "Nobody is logged in. Log in, then do it again; nothing was changed."));
    }

    private static void nodes(ContainerRequestContext request, RequestFacts facts, Rule rule) {
        Optional<NodeCaller> node = facts.exchange().node();
        if (node.isEmpty()) {
            if (!rule.open()) {
                throw NodesGate.nobody();
            }
            return;
        }
        String id = request.getUriInfo().getPathParameters().getFirst("id");
        if (id != null && !id.equals(node.get().nodeId())) {
            throw LightWebException.notFound("There is no such node.");
        }
        request.setSecurityContext(CallerContext.of(node.get()));
    }

    private static void demand(Rule rule, Caller caller) {
        if (rule.denied()) {
            throw LightWebException.forbidden("Nobody may do this.");
        }
        if (!rule.allows(caller)) {
            throw LightWebException.forbidden(
                    "This needs the role " + String.join(" or ", rule.roles()) + ".");
        }
    }

    private Rule rule() {
        ResourceInfo info = resourceInfo;
        Method method = info == null ? null : info.getResourceMethod();
        Class<?> type = info == null ? null : info.getResourceClass();
        // What Jersey answers by itself (OPTIONS) belongs to no resource class.
        if (method == null
                || type == null
                || !org.tuttlenetwork.lightweb.api.web.Resource.class.isAssignableFrom(type)) {
            return Rule.OPEN;
        }
        return Rule.of(method).or(() -> Rule.of(type)).orElse(Rule.AUTHENTICATED);
    }

    /**
     * What annotations ask for.
     *
     * @param open everybody may
     * @param denied nobody may
     * @param roles one of these is needed; empty for any caller
     */
    record Rule(boolean open, boolean denied, List<String> roles) {
        static final Rule OPEN = new Rule(true, false, List.of());
        static final Rule AUTHENTICATED = new Rule(false, false, List.of());

        boolean allows(Caller caller) {
            return !denied
                    && (roles.isEmpty()
                            || roles.stream()
                                    .anyMatch(role -> caller.roles().contains(new RoleKey(role))));
        }

        static Optional<Rule> of(java.lang.reflect.AnnotatedElement element) {
            for (Annotation annotation : element.getAnnotations()) {
                switch (annotation) {
                    case PermitAll _ -> {
                        return Optional.of(OPEN);
                    }
                    case DenyAll _ -> {
                        return Optional.of(new Rule(false, true, List.of()));
                    }
                    case RolesAllowed roles -> {
                        return Optional.of(new Rule(false, false, Arrays.asList(roles.value())));
                    }
                    default -> {}
                }
            }
            return Optional.empty();
        }
    }
}
