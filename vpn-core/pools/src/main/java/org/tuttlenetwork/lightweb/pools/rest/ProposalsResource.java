// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.web.Answers;
import org.tuttlenetwork.lightweb.api.web.ItemPage;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.api.web.Summary;
import org.tuttlenetwork.lightweb.pools.Proposals;
import org.tuttlenetwork.lightweb.pools.Proposals.Proposed;
import org.tuttlenetwork.lightweb.pools.proposal.Proposal.State;
import org.tuttlenetwork.lightweb.pools.proposal.Review;
import org.tuttlenetwork.lightweb.pools.rest.ProposalBodies.NewProposal;
import org.tuttlenetwork.lightweb.pools.rest.ProposalBodies.ProposalView;
import org.tuttlenetwork.lightweb.pools.rest.ProposalBodies.Rejection;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Changes of the weather: analysts and administrators propose, administrators decide. */
@Component(service = Resource.class)
@Path("weather/proposals")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({ProposalsResource.ADMINISTRATOR, ProposalsResource.ANALYST})
public final class ProposalsResource implements Resource {
    static final String ADMINISTRATOR = "lightweb:admin";

    /** Who may propose and read proposals, and decides nothing. */
    static final String ANALYST = "lightweb:analyst";

    private static final int MAX_PAGE = 200;

    private final Proposals proposals;

    @Activate
    public ProposalsResource(@Reference Proposals proposals) {
        this.proposals = proposals;
    }

    @GET
    @Summary("Proposals, the newest first")
    public ItemPage<ProposalView> all(
            @QueryParam("state") @Nullable String state,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw LightWebException.invalid("limit", "1 to " + MAX_PAGE);
        }
        Optional<UUID> last = Optional.ofNullable(after).map(text -> id("after", text));
        // One more than asked for says whether there is another page.
        List<Review> found =
                proposals.page(
                        Optional.ofNullable(state).map(ProposalsResource::state), last, limit + 1);
        List<Review> page = found.subList(0, Math.min(limit, found.size()));
        return new ItemPage<>(
                page.stream().map(ProposalView::of).toList(),
                found.size() > limit ? page.getLast().proposal().id().toString() : null);
    }

    @GET
    @Path("{id}")
    @Summary("A proposal with what would follow from it")
    @Answers(value = ProposalView.class)
    public Response one(@PathParam("id") String id) {
        return answer(Response.ok(), proposals.find(id(id)));
    }

    @POST
    @Summary("Proposes a change; with approve, carries it out at once")
    @Answers(status = 201, value = ProposalView.class)
    public Response propose(@Nullable NewProposal body, @Context SecurityContext security) {
        NewProposal wanted = required(body);
        Caller caller = Caller.of(security);
        if (Boolean.TRUE.equals(wanted.approve())) {
            if (!caller.isAdministrator()) {
                throw LightWebException.forbidden(
                        "Only an administrator approves. Nothing was proposed: leave approve out.");
            }
            Long base = wanted.base();
            if (base == null) {
                throw LightWebException.invalid(
                        "base", "the version of the inputs that you looked at, with approve");
            }
            return created(proposals.change(wanted.draft(), base, caller.user()));
        }
        Long base = wanted.base();
        Proposed proposed =
                proposals.propose(
                        wanted.draft(),
                        base == null ? OptionalLong.empty() : OptionalLong.of(base),
                        caller.user());
        return proposed.isNew()
                ? created(proposed.review())
                : answer(Response.ok(), proposed.review());
    }

    @POST
    @Path("{id}/approve")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed(ADMINISTRATOR)
    @Summary("Approves what was looked at; the next signed version follows at once")
    @Answers(value = ProposalView.class)
    public Response approve(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String tags,
            @Context SecurityContext security) {
        return answer(
                Response.ok(),
                proposals.approve(id(id), IfMatch.required(tags), Caller.of(security).user()));
    }

    @POST
    @Path("{id}/reject")
    @RolesAllowed(ADMINISTRATOR)
    @Summary("Turns it down, with a reason")
    @Answers(value = ProposalView.class)
    public Response reject(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String tags,
            @Nullable Rejection body,
            @Context SecurityContext security) {
        String reason = required(body).reason();
        return answer(
                Response.ok(),
                proposals.reject(
                        id(id),
                        IfMatch.required(tags),
                        reason == null ? "" : reason,
                        Caller.of(security).user()));
    }

    private static Response created(Review review) {
        URI place = URI.create("/api/v1/weather/proposals/" + review.proposal().id());
        return answer(Response.created(place), review);
    }

    private static Response answer(Response.ResponseBuilder response, Review review) {
        return response.entity(ProposalView.of(review)).tag(review.tag()).build();
    }

    private static <T> T required(@Nullable T body) {
        if (body == null) {
            throw LightWebException.invalid("body", "is required");
        }
        return body;
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw LightWebException.notFound("There is no such proposal.");
        }
    }

    private static UUID id(String field, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw LightWebException.invalid(field, "what the page before gave as next");
        }
    }

    private static State state(String name) {
        return Arrays.stream(State.values())
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                LightWebException.invalid(
                                        "state", "one of " + Arrays.toString(State.values())));
    }
}
