// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.web.Answers;
import org.tuttlenetwork.lightweb.api.web.ItemPage;
import org.tuttlenetwork.lightweb.api.web.PublicUrl;
import org.tuttlenetwork.lightweb.api.web.RequestIds;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.islands.Invitation.Kind;
import org.tuttlenetwork.lightweb.islands.invite.InvitationService;
import org.tuttlenetwork.lightweb.islands.invite.InvitationService.Issued;
import org.tuttlenetwork.lightweb.islands.rest.InvitationBodies.InvitationView;
import org.tuttlenetwork.lightweb.islands.rest.InvitationBodies.NewInvitation;

import java.net.URI;
import java.util.UUID;

/** Invitations to an island: list, make, take back. At most 100 are open, so they are one page. */
@Component(service = Resource.class)
@Path("islands/{slug}/invitations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class InvitationResource implements Resource {
    private final InvitationService service;
    private final PublicUrl urls;

    @Activate
    public InvitationResource(@Reference InvitationService service, @Reference PublicUrl urls) {
        this.service = service;
        this.urls = urls;
    }

    @GET
    public ItemPage<InvitationView> open(
            @PathParam("slug") String slug, @Context SecurityContext security) {
        return new ItemPage<>(
                service.open(Caller.of(security), slug).stream().map(InvitationView::of).toList(),
                null);
    }

    /** The secret is in this answer and nowhere else. */
    @POST
    @Answers(status = 201, value = InvitationView.class)
    public Response issue(
            @PathParam("slug") String slug,
            @Nullable NewInvitation body,
            @Context SecurityContext security,
            @Context ContainerRequestContext request) {
        NewInvitation wanted =
                body == null ? new NewInvitation(null, null, null, null, null, null) : body;
        Issued issued =
                service.issue(Caller.of(security), slug, wanted.wish(), RequestIds.of(request));
        // A code is typed: it belongs into no address.
        boolean code = issued.secret().kind() == Kind.CODE;
        URI link = urls.atDoor(code ? "/join" : "/join/" + issued.secret().shown());
        return Response.created(
                        URI.create(
                                "/api/v1/islands/"
                                        + slug
                                        + "/invitations/"
                                        + issued.invitation().id()))
                .entity(InvitationView.of(issued, link))
                .build();
    }

    @DELETE
    @Path("{id}")
    public void revoke(
            @PathParam("slug") String slug,
            @PathParam("id") UUID id,
            @Context SecurityContext security,
            @Context ContainerRequestContext request) {
        service.revoke(Caller.of(security), slug, id, RequestIds.of(request));
    }
}
