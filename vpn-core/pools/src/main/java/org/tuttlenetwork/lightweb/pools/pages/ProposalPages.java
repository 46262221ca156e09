// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.pages;

import gg.jte.generated.precompiled.weather.JteproposalGenerated;
import gg.jte.generated.precompiled.weather.JteproposalsGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.identity.Directory;
import org.tuttlenetwork.lightweb.api.identity.Person;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.portal.Page;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.api.web.Surface;
import org.tuttlenetwork.lightweb.pools.Proposals;
import org.tuttlenetwork.lightweb.pools.proposal.Review;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** What waits for an administrator to decide, and what was decided last. */
@Component(service = Resource.class)
@Path("weather/proposals")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed("lightweb:admin")
public final class ProposalPages implements Resource {
    private static final int SHOWN = 100;

    private final Proposals proposals;
    private final Directory directory;

    @Activate
    public ProposalPages(@Reference Proposals proposals, @Reference Directory directory) {
        this.proposals = proposals;
        this.directory = directory;
    }

    @Override
    public Surface surface() {
        return Surface.PAGES;
    }

    @GET
    public Page all(@Context Viewer viewer) {
        return all(proposals.page(Optional.empty(), Optional.empty(), SHOWN), viewer.locale());
    }

    @GET
    @Path("{id}")
    public Page one(@PathParam("id") String id, @Context Viewer viewer) {
        return one(proposals.find(id(id)), viewer.locale(), this::name, "", "");
    }

    @POST
    @Path("{id}/approve")
    public Response approve(
            @PathParam("id") String id,
            @FormParam("seen") @Nullable String seen,
            @Context Viewer viewer) {
        UUID proposal = id(id);
        return decided(
                viewer,
                proposal,
                "",
                () ->
                        proposals.approve(
                                proposal, tag -> tag.equals(seen), viewer.require().user()));
    }

    @POST
    @Path("{id}/reject")
    public Response reject(
            @PathParam("id") String id,
            @FormParam("seen") @Nullable String seen,
            @FormParam("reason") @Nullable String reason,
            @Context Viewer viewer) {
        UUID proposal = id(id);
        String why = Objects.requireNonNullElse(reason, "");
        return decided(
                viewer,
                proposal,
                why,
                () ->
                        proposals.reject(
                                proposal, tag -> tag.equals(seen), why, viewer.require().user()));
    }

    /** Where nothing was decided, the page says so beside what holds now. */
    private Response decided(Viewer viewer, UUID id, String reason, Runnable decision) {
        try {
            decision.run();
            return Response.seeOther(URI.create("/weather/proposals/" + id)).build();
        } catch (LightWebException e) {
            if (e.type() == ProblemType.NOT_FOUND) {
                throw e;
            }
            String why =
                    WeatherWords.in(viewer.locale())
                            .text(
                                    switch (e.type()) {
                                        case INVALID -> "proposal.wrong.reason";
                                        case PRECONDITION_FAILED -> "proposal.wrong.changed";
                                        default -> "proposal.wrong.conflict";
                                    });
            return Response.status(e.type().status())
                    .entity(one(proposals.find(id), viewer.locale(), this::name, why, reason))
                    .build();
        }
    }

    private String name(String user) {
        return directory.person(new UserId(user)).map(Person::displayName).orElse(user);
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw LightWebException.notFound("There is no such proposal.");
        }
    }

    static Page all(List<Review> reviews, Locale locale) {
        WeatherWords words = WeatherWords.in(locale);
        StringOutput output = new StringOutput();
        JteproposalsGenerated.render(new OwaspHtmlTemplateOutput(output), null, words, reviews);
        return new Page(words.text("proposals.label"), WeatherSection.ID, output.toString());
    }

    static Page one(
            Review review,
            Locale locale,
            Function<String, String> names,
            String wrong,
            String reason) {
        WeatherWords words = WeatherWords.in(locale);
        StringOutput output = new StringOutput();
        JteproposalGenerated.render(
                new OwaspHtmlTemplateOutput(output),
                null,
                words,
                new ProposalWords(words, names),
                review,
                wrong,
                reason);
        return new Page(
                words.text("proposal.title", words.country(review.proposal().draft().country())),
                WeatherSection.ID,
                output.toString());
    }
}
