// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.rest;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.web.Answers;
import org.tuttlenetwork.lightweb.api.web.RequestIds;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.islands.invite.JoinService;
import org.tuttlenetwork.lightweb.islands.invite.JoinService.Joining;
import org.tuttlenetwork.lightweb.islands.invite.Offers;
import org.tuttlenetwork.lightweb.islands.invite.Preview;
import org.tuttlenetwork.lightweb.islands.invite.Preview.Standing;
import org.tuttlenetwork.lightweb.islands.rest.InvitationBodies.Entry;
import org.tuttlenetwork.lightweb.islands.rest.InvitationBodies.Handed;
import org.tuttlenetwork.lightweb.islands.rest.InvitationBodies.JoiningView;
import org.tuttlenetwork.lightweb.islands.rest.InvitationBodies.PreviewView;

import java.util.Locale;
import java.util.Optional;

/**
 * What somebody who was invited does. The secret is in the body, never in a path: paths are written
 * down in too many places.
 */
@Component(service = Resource.class)
@Path("join")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class JoinResource implements Resource {
    private final JoinService service;
    private final Offers offers;

    @Activate
    public JoinResource(@Reference JoinService service, @Reference Offers offers) {
        this.service = service;
        this.offers = offers;
    }

    /** What an invitation is to. A link needs no login, a code does. */
    @POST
    @Path("preview")
    @PermitAll
    public PreviewView preview(Handed body, @Context SecurityContext security) {
        Optional<Caller> caller =
                security.getUserPrincipal() == null
                        ? Optional.empty()
                        : Optional.of(Caller.of(security));
        Preview preview = service.preview(caller, IslandResource.required("secret", body.secret()));
        return PreviewView.of(preview, offers.on(preview.island(), Locale.ENGLISH));
    }

    /** Joins, or asks to be let in. Once more with the same invitation says how far it is. */
    @POST
    @Answers(status = 202, value = JoiningView.class)
    public Response join(
            Entry body,
            @Context SecurityContext security,
            @Context ContainerRequestContext request) {
        Joining joining =
                service.join(
                        Caller.of(security),
                        IslandResource.required("secret", body.secret()),
                        IslandResource.required("agreement", body.agreement()),
                        RequestIds.of(request));
        int status = joining.standing() == Standing.MEMBER ? 200 : 202;
        return Response.status(status).entity(JoiningView.of(joining)).build();
    }
}
