// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.pages;

import gg.jte.generated.precompiled.islands.JteinvitationGenerated;
import gg.jte.generated.precompiled.islands.JteinviteGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Page;
import org.tuttlenetwork.lightweb.api.portal.PageResource;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.portal.Wrong;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.web.PublicUrl;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.islands.Invitation;
import org.tuttlenetwork.lightweb.islands.Invitation.Kind;
import org.tuttlenetwork.lightweb.islands.IslandRecord;
import org.tuttlenetwork.lightweb.islands.IslandService;
import org.tuttlenetwork.lightweb.islands.invite.InvitationService;
import org.tuttlenetwork.lightweb.islands.invite.InvitationService.Issued;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Pages for who invites: make an invitation, see which are open, take one back. */
@Component(service = Resource.class)
@Path("islands/{slug}/invite")
@Produces(MediaType.TEXT_HTML)
public final class InvitePages implements PageResource {
    private static final Map<String, String> PLACES = Map.of("memberUntil", "until");

    private final IslandService islands;
    private final InvitationService service;
    private final PublicUrl urls;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public InvitePages(
            @Reference IslandService islands,
            @Reference InvitationService service,
            @Reference PublicUrl urls) {
        this.islands = islands;
        this.service = service;
        this.urls = urls;
    }

    @GET
    public Page form(@PathParam("slug") String slug, @Context Viewer viewer) {
        return form(slug, viewer, new InviteForm(), Wrong.NOTHING);
    }

    private Page form(String slug, Viewer viewer, InviteForm form, Wrong wrong) {
        List<Invitation> open = service.open(viewer.require(), slug);
        IslandRecord island = islands.joined(viewer.require(), slug);
        IslandPage.Visitor visitor =
                IslandPage.Visitor.of(viewer, island, islands, clock.instant());
        InvitePage model = new InvitePage(visitor, island, open, form, wrong);
        return IslandPages.page(
                model.text("invite.title", island.name()),
                output ->
                        JteinviteGenerated.render(
                                new OwaspHtmlTemplateOutput(output), null, model));
    }

    /** Shows what is to be handed on, this once: it is stored nowhere. */
    @POST
    public Response issue(
            @PathParam("slug") String slug, @BeanParam InviteForm form, @Context Viewer viewer) {
        return PageResource.attempt(
                () -> {
                    Issued issued =
                            service.issue(viewer.require(), slug, form.wish(), viewer.requestId());
                    IslandRecord island = islands.joined(viewer.require(), slug);
                    return Response.ok(issued(issued, island, viewer)).build();
                },
                refused -> form(slug, viewer, form, wrong(refused, viewer)));
    }

    private Page issued(Issued issued, IslandRecord island, Viewer viewer) {
        Messages messages = IslandPages.messages(viewer);
        boolean code = issued.secret().kind() == Kind.CODE;
        String link = urls.atDoor("/join/" + (code ? "" : issued.secret().shown())).toString();
        String picture = code ? "" : QrCode.svg(link, messages.text("invite.qr"));
        return IslandPages.page(
                messages.text("invite.title", island.name()),
                output ->
                        JteinvitationGenerated.render(
                                new OwaspHtmlTemplateOutput(output),
                                null,
                                messages,
                                island,
                                issued,
                                link,
                                picture,
                                InvitePage.sentence(issued.invitation().terms(), messages)));
    }

    @POST
    @Path("{id}/revoke")
    public Response revoke(
            @PathParam("slug") String slug, @PathParam("id") UUID id, @Context Viewer viewer) {
        return PageResource.attempt(
                () -> {
                    service.revoke(viewer.require(), slug, id, viewer.requestId());
                    return PageResource.see("/islands/" + slug + "/invite");
                },
                refused -> form(slug, viewer, new InviteForm(), wrong(refused, viewer)));
    }

    private static Wrong wrong(LightWebException refused, Viewer viewer) {
        return Wrong.of(refused, viewer, IslandPages.messages(viewer), PLACES);
    }
}
