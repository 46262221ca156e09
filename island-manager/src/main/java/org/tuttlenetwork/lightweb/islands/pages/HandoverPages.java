// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.pages;

import gg.jte.generated.precompiled.islands.JtehandoverGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;

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
import org.tuttlenetwork.lightweb.api.identity.Operations;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Page;
import org.tuttlenetwork.lightweb.api.portal.PageResource;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.portal.Wrong;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.islands.IslandRecord;
import org.tuttlenetwork.lightweb.islands.IslandService;
import org.tuttlenetwork.lightweb.islands.LockedIsland;
import org.tuttlenetwork.lightweb.islands.Member;
import org.tuttlenetwork.lightweb.islands.MemberRole;
import org.tuttlenetwork.lightweb.islands.MemberService;
import org.tuttlenetwork.lightweb.islands.handover.HandoverService;

import java.util.List;
import java.util.Map;

/** The page for handing an island over, and what both sides' buttons do. */
@Component(service = Resource.class)
@Path("islands/{slug}/handover")
@Produces(MediaType.TEXT_HTML)
public final class HandoverPages implements PageResource {
    private final IslandService islands;
    private final MemberService members;
    private final HandoverService service;
    private final Confirmed confirmed;

    @Activate
    public HandoverPages(
            @Reference IslandService islands,
            @Reference MemberService members,
            @Reference HandoverService service,
            @Reference Operations operations) {
        this.islands = islands;
        this.members = members;
        this.service = service;
        this.confirmed = new Confirmed(operations);
    }

    /** To whom it can be handed over, and what follows. */
    @GET
    public Page form(@PathParam("slug") String slug, @Context Viewer viewer) {
        return form(slug, viewer, Wrong.NOTHING);
    }

    private Page form(String slug, Viewer viewer, Wrong wrong) {
        Messages messages = IslandPages.messages(viewer);
        IslandRecord island = islands.joined(viewer.require(), slug);
        if (islands.role(viewer.require().user(), island).orElse(MemberRole.GUEST)
                != MemberRole.OWNER) {
            throw LightWebException.forbidden("Only an owner can hand an island over.")
                    .because("owner-hands-over");
        }
        List<Member> others =
                members.members(viewer.require(), slug).stream()
                        .filter(member -> member.isIn() && member.role() != MemberRole.OWNER)
                        .toList();
        return IslandPages.page(
                messages.text("handover.title", island.name()),
                output ->
                        JtehandoverGenerated.render(
                                new OwaspHtmlTemplateOutput(output),
                                null,
                                messages,
                                island,
                                others,
                                wrong));
    }

    @POST
    public Response offer(
            @PathParam("slug") String slug,
            @FormParam("to") @Nullable String to,
            @Context Viewer viewer) {
        return PageResource.attempt(
                () -> {
                    if (to == null) {
                        throw LightWebException.invalid("to", "one of the list");
                    }
                    service.offer(viewer.require(), slug, userId(to), viewer.requestId());
                    return PageResource.see("/islands/" + slug);
                },
                refused -> form(slug, viewer, wrong(refused, viewer)));
    }

    @POST
    @Path("accept")
    public Response accept(@PathParam("slug") String slug, @Context Viewer viewer) {
        return confirmed.page(service.accept(viewer.require(), slug, viewer.requestId()));
    }

    /** Says no, or takes the offer back. */
    @POST
    @Path("end")
    public Response end(@PathParam("slug") String slug, @Context Viewer viewer) {
        service.end(viewer.require(), slug, viewer.requestId());
        return PageResource.see("/islands/" + slug);
    }

    private static UserId userId(String value) {
        return UserId.parse(value).orElseThrow(LockedIsland::noMember);
    }

    private static Wrong wrong(LightWebException refused, Viewer viewer) {
        return Wrong.of(refused, viewer, IslandPages.messages(viewer), Map.of());
    }
}
