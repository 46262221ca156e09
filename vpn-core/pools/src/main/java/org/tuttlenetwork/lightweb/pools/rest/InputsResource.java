// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.rest;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.web.Answers;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.api.web.Summary;
import org.tuttlenetwork.lightweb.pools.Proposals;
import org.tuttlenetwork.lightweb.pools.Weather;
import org.tuttlenetwork.lightweb.pools.rest.ProposalBodies.InputsView;

/** What is known of each country's law, for everybody to see: the base of a proposal. */
@Component(service = Resource.class)
@Path("weather/jurisdictions")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
public final class InputsResource implements Resource {
    private final Proposals proposals;

    @Activate
    public InputsResource(@Reference Proposals proposals) {
        this.proposals = proposals;
    }

    @GET
    @Path("{code}")
    @Summary("A country's inputs and their version")
    @Answers(value = InputsView.class)
    public Response inputs(@PathParam("code") String code) {
        InputsView view =
                Weather.code(code)
                        .flatMap(proposals::inputs)
                        .map(kept -> new InputsView(code, kept.version(), kept.document()))
                        .orElseThrow(
                                () ->
                                        LightWebException.notFound(
                                                "The law of this country is not assessed."));
        return Response.ok(view).tag(code + "." + view.version()).build();
    }
}
