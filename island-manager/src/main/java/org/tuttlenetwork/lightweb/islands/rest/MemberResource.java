// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.rest;

import com.fasterxml.jackson.databind.JsonNode;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.Operations;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.problem.FieldProblem;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.web.ItemPage;
import org.tuttlenetwork.lightweb.api.web.RequestIds;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.islands.LockedIsland;
import org.tuttlenetwork.lightweb.islands.MemberRole;
import org.tuttlenetwork.lightweb.islands.MemberService;
import org.tuttlenetwork.lightweb.islands.rest.MemberBodies.MemberPatch;
import org.tuttlenetwork.lightweb.islands.rest.MemberBodies.MemberView;
import org.tuttlenetwork.lightweb.islands.rest.MemberBodies.NewMember;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** Members of an island: list, add, change, remove. */
@Component(service = Resource.class)
@Path("islands/{slug}/members")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class MemberResource implements Resource {
    private final MemberService service;
    private final UnderWay underWay;

    @Activate
    public MemberResource(@Reference MemberService service, @Reference Operations operations) {
        this.service = service;
        this.underWay = new UnderWay(operations);
    }

    @GET
    public ItemPage<MemberView> members(
            @PathParam("slug") String slug,
            @Context SecurityContext security,
            @QueryParam("after") @DefaultValue("0") int after,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        IslandResource.requireLimit(limit);
        if (after < 0) {
            throw LightWebException.invalid("after", "what the page before gave as next");
        }
        Caller caller = Caller.of(security);
        boolean manages = service.mayManage(caller, slug);
        List<MemberView> all =
                service.members(caller, slug).stream()
                        .map(member -> MemberView.of(member, manages))
                        .toList();
        List<MemberView> page = all.stream().skip(after).limit(limit).toList();
        int next = after + page.size();
        return new ItemPage<>(page, next < all.size() ? String.valueOf(next) : null);
    }

    @POST
    public Response add(
            @PathParam("slug") String slug,
            NewMember body,
            @Context SecurityContext security,
            @Context ContainerRequestContext request) {
        MemberRole role = body.role() == null ? MemberRole.MEMBER : body.role();
        return underWay.answer(
                service.add(
                        Caller.of(security),
                        slug,
                        IslandResource.required("login", body.login()),
                        role,
                        RequestIds.of(request)));
    }

    /** Changes a member's role or their end date; one at a time, so that it is done or not. */
    @PATCH
    @Path("{user}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    public Response change(
            @PathParam("slug") String slug,
            @PathParam("user") String user,
            MemberPatch body,
            @Context SecurityContext security,
            @Context ContainerRequestContext request) {
        Caller caller = Caller.of(security);
        UserId who = userId(user);
        JsonNode until = body.until();
        MemberRole role = body.role();
        if (until == null && role != null) {
            return underWay.answer(service.change(caller, slug, who, role, RequestIds.of(request)));
        }
        if (until == null || role != null) {
            throw LightWebException.invalid("role", "either role or until");
        }
        service.until(caller, slug, who, instant(until), RequestIds.of(request));
        return Response.noContent().build();
    }

    @DELETE
    @Path("{user}")
    public Response remove(
            @PathParam("slug") String slug,
            @PathParam("user") String user,
            @Context SecurityContext security,
            @Context ContainerRequestContext request) {
        return underWay.answer(
                service.remove(Caller.of(security), slug, userId(user), RequestIds.of(request)));
    }

    private static Optional<Instant> instant(JsonNode value) {
        if (value.isNull()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(value.asText()));
        } catch (DateTimeParseException e) {
            String rule = "an RFC 3339 instant such as 2027-06-30T22:00:00Z, or null";
            throw new LightWebException(
                    ProblemType.INVALID,
                    "until: " + rule + ". Nothing was changed.",
                    List.of(new FieldProblem("until", rule)),
                    e);
        }
    }

    static UserId userId(String value) {
        return UserId.parse(value).orElseThrow(LockedIsland::noMember);
    }
}
