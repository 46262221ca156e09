// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.pages;

import jakarta.ws.rs.FormParam;
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
import org.tuttlenetwork.lightweb.api.portal.Page;
import org.tuttlenetwork.lightweb.api.portal.PageResource;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.portal.Wrong;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.islands.LockedIsland;
import org.tuttlenetwork.lightweb.islands.MemberRole;
import org.tuttlenetwork.lightweb.islands.MemberService;
import org.tuttlenetwork.lightweb.islands.pages.IslandPage.AddForm;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What forms on an island's page do with members. */
@Component(service = Resource.class)
@Path("islands/{slug}/members")
@Produces(MediaType.TEXT_HTML)
public final class MemberPages implements PageResource {
    private final MemberService service;
    private final Confirmed confirmed;
    private final IslandPageMaker pages;

    @Activate
    public MemberPages(
            @Reference MemberService service,
            @Reference Operations operations,
            @Reference IslandPageMaker pages) {
        this.service = service;
        this.confirmed = new Confirmed(operations);
        this.pages = pages;
    }

    @POST
    public Response add(
            @PathParam("slug") String slug,
            @FormParam("login") @Nullable String login,
            @FormParam("role") @Nullable String role,
            @Context Viewer viewer) {
        String typed = Objects.requireNonNullElse(login, "");
        String chosen = Objects.requireNonNullElse(role, MemberRole.MEMBER.key());
        return PageResource.attempt(
                () -> grant(slug, typed, chosen, viewer),
                refused ->
                        pages.of(
                                slug,
                                viewer,
                                new AddForm(typed, chosen, wrong(refused, viewer)),
                                Optional.empty()));
    }

    private Response grant(String slug, String login, String role, Viewer viewer) {
        MemberRole wanted = role(role);
        return confirmed.page(
                service.add(viewer.require(), slug, login, wanted, viewer.requestId()));
    }

    /** Removes somebody at once; the page that follows offers to take them back. */
    @POST
    @Path("{user}/remove")
    public Response remove(
            @PathParam("slug") String slug,
            @PathParam("user") String user,
            @Context Viewer viewer) {
        return PageResource.attempt(
                () -> {
                    service.remove(viewer.require(), slug, userId(user), viewer.requestId());
                    return viewer.require().user().value().equals(user)
                            ? PageResource.see("/islands")
                            : PageResource.see(
                                    "/islands/"
                                            + slug
                                            + "?removed="
                                            + URLEncoder.encode(user, StandardCharsets.UTF_8));
                },
                refused -> again(slug, viewer, refused));
    }

    /** Takes somebody back whom the visitor has just removed, as what they were. */
    @POST
    @Path("{user}/restore")
    public Response restore(
            @PathParam("slug") String slug,
            @PathParam("user") String user,
            @Context Viewer viewer) {
        return PageResource.attempt(
                () -> {
                    return confirmed.page(
                            service.restore(
                                    viewer.require(), slug, userId(user), viewer.requestId()));
                },
                refused -> again(slug, viewer, refused));
    }

    /** Makes somebody something else. */
    @POST
    @Path("{user}/role")
    public Response change(
            @PathParam("slug") String slug,
            @PathParam("user") String user,
            @FormParam("role") @Nullable String role,
            @Context Viewer viewer) {
        return PageResource.attempt(
                () -> {
                    MemberRole wanted = role(Objects.requireNonNullElse(role, ""));
                    return confirmed.page(
                            service.change(
                                    viewer.require(),
                                    slug,
                                    userId(user),
                                    wanted,
                                    viewer.requestId()));
                },
                refused -> again(slug, viewer, refused));
    }

    /** Sets the last day of a membership, or takes it away. */
    @POST
    @Path("{user}/until")
    public Response until(
            @PathParam("slug") String slug,
            @PathParam("user") String user,
            @FormParam("until") @Nullable String until,
            @Context Viewer viewer) {
        return PageResource.attempt(
                () -> {
                    service.until(
                            viewer.require(),
                            slug,
                            userId(user),
                            EndDate.parse("until", Objects.requireNonNullElse(until, "")),
                            viewer.requestId());
                    return PageResource.see("/islands/" + slug);
                },
                refused -> again(slug, viewer, refused));
    }

    private static MemberRole role(String key) {
        return MemberRole.ofKey(key)
                .orElseThrow(() -> LightWebException.invalid("role", "one of the list"));
    }

    private Page again(String slug, Viewer viewer, LightWebException refused) {
        AddForm nothingTyped = new AddForm("", MemberRole.MEMBER.key(), wrong(refused, viewer));
        return pages.of(slug, viewer, nothingTyped, Optional.empty());
    }

    private static Wrong wrong(LightWebException refused, Viewer viewer) {
        return Wrong.of(refused, viewer, IslandPages.messages(viewer), Map.of("has-role", "login"));
    }

    private static UserId userId(String value) {
        return UserId.parse(value).orElseThrow(LockedIsland::noMember);
    }
}
