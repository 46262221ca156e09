// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.pages;

import gg.jte.generated.precompiled.islands.JtedissolveGenerated;
import gg.jte.generated.precompiled.islands.JteleaveGenerated;
import gg.jte.generated.precompiled.islands.JtelistGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.identity.Operations;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Page;
import org.tuttlenetwork.lightweb.api.portal.PageResource;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.portal.Wrong;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.islands.IslandRecord;
import org.tuttlenetwork.lightweb.islands.IslandService;
import org.tuttlenetwork.lightweb.islands.Member;
import org.tuttlenetwork.lightweb.islands.MemberRole;
import org.tuttlenetwork.lightweb.islands.MemberService;
import org.tuttlenetwork.lightweb.islands.Slug;
import org.tuttlenetwork.lightweb.islands.pages.IslandPage.AddForm;
import org.tuttlenetwork.lightweb.islands.pages.IslandPage.Removed;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Pages of islands. */
@Component(service = Resource.class)
@Path("islands")
@Produces(MediaType.TEXT_HTML)
public final class IslandPages implements PageResource {
    private final IslandService service;
    private final MemberService members;
    private final Confirmed confirmed;
    private final IslandPageMaker pages;

    @Activate
    public IslandPages(
            @Reference IslandService service,
            @Reference MemberService members,
            @Reference Operations operations,
            @Reference IslandPageMaker pages) {
        this.service = service;
        this.members = members;
        this.confirmed = new Confirmed(operations);
        this.pages = pages;
    }

    @GET
    public Page list(@Context Viewer viewer) {
        return list(viewer, IslandForm.EMPTY, Wrong.NOTHING);
    }

    private Page list(Viewer viewer, IslandForm form, Wrong wrong) {
        Messages messages = messages(viewer);
        List<IslandCard> cards = IslandCard.of(viewer.require().user(), service, messages);
        return page(
                messages.text("label"),
                output ->
                        JtelistGenerated.render(
                                new OwaspHtmlTemplateOutput(output),
                                null,
                                messages,
                                cards,
                                form,
                                wrong,
                                viewer.isAdministrator()));
    }

    @POST
    public Response create(
            @FormParam("name") @Nullable String name,
            @FormParam("slug") @Nullable String slug,
            @FormParam("mode") @Nullable String mode,
            @FormParam("ports") @Nullable String ports,
            @Context Viewer viewer) {
        IslandForm form = IslandForm.typed(name, slug, mode, ports);
        return PageResource.attempt(
                () -> {
                    return confirmed.page(
                            service.create(
                                    viewer.require(),
                                    new Slug(form.slug().strip()),
                                    form.name(),
                                    form.rules(),
                                    viewer.requestId()));
                },
                refused -> list(viewer, form, wrong(refused, viewer, IslandForm.PLACES)));
    }

    /**
     * @param removed whom the viewer has just removed
     */
    @GET
    @Path("{slug}")
    public Page one(
            @PathParam("slug") String slug,
            @QueryParam("removed") @Nullable String removed,
            @Context Viewer viewer) {
        Optional<Removed> undo =
                Optional.ofNullable(removed)
                        .flatMap(user -> members.removed(viewer.require(), slug, user))
                        .map(person -> new Removed(person.id().value(), person.displayName()));
        return pages.of(slug, viewer, AddForm.EMPTY, undo);
    }

    /** What leaving means, before it is done. */
    @GET
    @Path("{slug}/leave")
    public Page leaving(@PathParam("slug") String slug, @Context Viewer viewer) {
        Messages messages = messages(viewer);
        IslandRecord island = service.visible(viewer.require(), slug);
        List<Member> all = members.members(viewer.require(), slug);
        boolean lastOwner =
                service.role(viewer.require().user(), island).orElse(MemberRole.GUEST)
                                == MemberRole.OWNER
                        && all.stream().filter(member -> member.role() == MemberRole.OWNER).count()
                                == 1;
        return page(
                messages.text("leave.title", island.name()),
                output ->
                        JteleaveGenerated.render(
                                new OwaspHtmlTemplateOutput(output),
                                null,
                                messages,
                                island,
                                viewer.require().user().value(),
                                lastOwner));
    }

    /** What dissolving means, before it can be done. */
    @GET
    @Path("{slug}/dissolve")
    public Page dissolving(@PathParam("slug") String slug, @Context Viewer viewer) {
        Messages messages = messages(viewer);
        IslandRecord island = service.visible(viewer.require(), slug);
        int affected = members.members(viewer.require(), slug).size();
        if (service.role(viewer.require().user(), island).orElse(MemberRole.GUEST)
                != MemberRole.OWNER) {
            throw LightWebException.forbidden("Only an owner can dissolve an island.")
                    .because("owner-dissolves");
        }
        return page(
                messages.text("dissolve.title", island.name()),
                output ->
                        JtedissolveGenerated.render(
                                new OwaspHtmlTemplateOutput(output),
                                null,
                                messages,
                                island,
                                affected));
    }

    @POST
    @Path("{slug}/dissolve")
    public Response dissolve(@PathParam("slug") String slug, @Context Viewer viewer) {
        service.dissolve(viewer.require(), slug, viewer.requestId());
        return PageResource.see("/islands");
    }

    private static Wrong wrong(
            LightWebException refused, Viewer viewer, Map<String, String> places) {
        return Wrong.of(refused, viewer, messages(viewer), places);
    }

    static Page page(String title, Consumer<StringOutput> template) {
        StringOutput output = new StringOutput();
        template.accept(output);
        return new Page(title, IslandSection.ID, output.toString());
    }

    static Messages messages(Viewer viewer) {
        return Messages.of(IslandPages.class, viewer.locale());
    }
}
