// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.pages;

import gg.jte.generated.precompiled.islands.JterulesGenerated;
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
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Page;
import org.tuttlenetwork.lightweb.api.portal.PageResource;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.portal.Wrong;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.islands.IslandRecord;
import org.tuttlenetwork.lightweb.islands.IslandService;
import org.tuttlenetwork.lightweb.islands.MemberRules;
import org.tuttlenetwork.lightweb.islands.pages.IslandPage.AddForm;
import org.tuttlenetwork.lightweb.islands.picture.PictureService;
import org.tuttlenetwork.lightweb.islands.rules.RuleService;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Where an owner changes an island's name and rules, and the member's button that agrees. */
@Component(service = {RulePages.class, Resource.class})
@Path("islands/{slug}/rules")
@Produces(MediaType.TEXT_HTML)
public final class RulePages implements PageResource {
    private final IslandService islands;
    private final RuleService service;
    private final PictureService pictures;
    private final IslandPageMaker pages;

    @Activate
    public RulePages(
            @Reference IslandService islands,
            @Reference RuleService service,
            @Reference PictureService pictures,
            @Reference IslandPageMaker pages) {
        this.islands = islands;
        this.service = service;
        this.pictures = pictures;
        this.pages = pages;
    }

    @GET
    public Page form(@PathParam("slug") String slug, @Context Viewer viewer) {
        return form(slug, viewer, Wrong.NOTHING);
    }

    /** The form as it is, with what was wrong beside it. */
    Page form(String slug, Viewer viewer, Wrong wrong) {
        IslandRecord island = islands.joined(viewer.require(), slug);
        return form(slug, viewer, IslandForm.of(island), wrong);
    }

    private Page form(String slug, Viewer viewer, IslandForm form, Wrong wrong) {
        Messages messages = IslandPages.messages(viewer);
        IslandRecord island = islands.joined(viewer.require(), slug);
        service.requireOwner(viewer.require(), island);
        return IslandPages.page(
                messages.text("change.title", island.name()),
                output ->
                        JterulesGenerated.render(
                                new OwaspHtmlTemplateOutput(output),
                                null,
                                messages,
                                island,
                                form,
                                pictures.hash(island).orElse(""),
                                wrong));
    }

    @POST
    public Response change(
            @PathParam("slug") String slug,
            @FormParam("name") @Nullable String name,
            @FormParam("mode") @Nullable String mode,
            @FormParam("ports") @Nullable String ports,
            @FormParam("shown") @Nullable String shown,
            @Context Viewer viewer) {
        IslandForm form = IslandForm.typed(name, slug, mode, ports);
        return PageResource.attempt(
                () -> {
                    // Rules that were left as they were shown undo nothing that another changed.
                    Optional<MemberRules> wanted =
                            Optional.of(form.rules()).filter(rules -> !rules.text().equals(shown));
                    service.change(
                            viewer.require(),
                            slug,
                            Optional.of(form.name()),
                            wanted,
                            viewer.requestId());
                    return PageResource.see("/islands/" + slug);
                },
                refused -> form(slug, viewer, form, wrong(refused, viewer)));
    }

    /** Agrees to the rules that were shown. */
    @POST
    @Path("agree")
    public Response agree(
            @PathParam("slug") String slug,
            @FormParam("agreement") @Nullable String agreement,
            @Context Viewer viewer) {
        return PageResource.attempt(
                () -> {
                    service.agree(
                            viewer.require(),
                            slug,
                            Objects.requireNonNullElse(agreement, ""),
                            viewer.requestId());
                    return PageResource.see("/islands/" + slug);
                },
                refused ->
                        pages.of(
                                slug,
                                viewer,
                                new AddForm("", "member", wrong(refused, viewer)),
                                Optional.empty()));
    }

    private static Wrong wrong(LightWebException refused, Viewer viewer) {
        Map<String, String> places = IslandForm.PLACES;
        return Wrong.of(refused, viewer, IslandPages.messages(viewer), places);
    }
}
