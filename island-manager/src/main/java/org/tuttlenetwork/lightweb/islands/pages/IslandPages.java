// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.pages;

import gg.jte.generated.precompiled.islands.JtedissolveGenerated;
import gg.jte.generated.precompiled.islands.JteislandGenerated;
import gg.jte.generated.precompiled.islands.JtelistGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

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
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.Operations;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Page;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.api.web.Surface;
import org.tuttlenetwork.lightweb.islands.IslandRecord;
import org.tuttlenetwork.lightweb.islands.IslandService;
import org.tuttlenetwork.lightweb.islands.MemberRole;
import org.tuttlenetwork.lightweb.islands.Pending;
import org.tuttlenetwork.lightweb.islands.Slug;

import java.net.URI;
import java.time.Duration;

/** Pages of islands. Looking is GET; doing is POST, and leads back to looking. */
@Component(service = Resource.class)
@Path("islands")
@Produces(MediaType.TEXT_HTML)
public final class IslandPages implements Resource {
    private static final int UNPROCESSABLE = 422;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final IslandService service;
    private final Operations operations;

    @Activate
    public IslandPages(@Reference IslandService service, @Reference Operations operations) {
        this.service = service;
        this.operations = operations;
    }

    @Override
    public Surface surface() {
        return Surface.PAGES;
    }

    @GET
    public Page list(@Context Viewer viewer) {
        return list(viewer, IslandForm.EMPTY);
    }

    private Page list(Viewer viewer, IslandForm form) {
        Messages messages = messages(viewer);
        StringOutput output = new StringOutput();
        JtelistGenerated.render(
                new OwaspHtmlTemplateOutput(output),
                null,
                messages,
                service.mine(viewer.require().user()),
                form);
        return new Page(messages.text("label"), IslandSection.ID, output.toString());
    }

    @POST
    public Response create(
            @FormParam("name") @Nullable String name,
            @FormParam("slug") @Nullable String slug,
            @FormParam("mode") @Nullable String mode,
            @FormParam("ports") @Nullable String ports,
            @Context Viewer viewer) {
        IslandForm form = IslandForm.typed(name, slug, mode, ports);
        try {
            Pending pending =
                    service.create(
                            viewer.require(),
                            new Slug(form.slug().strip()),
                            form.name(),
                            form.rules(),
                            viewer.requestId());
            // The page shows the island to its owner, who is one once Zitadel has said so.
            operations.await(pending.operation(), PATIENCE);
            return see(pending.island().slug().value());
        } catch (LightWebException e) {
            return Response.status(UNPROCESSABLE).entity(list(viewer, form.refused(e))).build();
        }
    }

    @GET
    @Path("{slug}")
    public Page one(@PathParam("slug") String slug, @Context Viewer viewer) {
        return one(slug, viewer, null);
    }

    private Page one(String slug, Viewer viewer, @Nullable String wrong) {
        Caller caller = viewer.require();
        IslandRecord island = service.visible(caller, slug);
        IslandPage model =
                new IslandPage(
                        messages(viewer),
                        island,
                        service.role(caller.user(), island).orElse(MemberRole.GUEST),
                        caller.user().value(),
                        service.members(caller, slug),
                        service.meshState(island),
                        wrong);
        StringOutput output = new StringOutput();
        JteislandGenerated.render(new OwaspHtmlTemplateOutput(output), null, model);
        return new Page(island.name(), IslandSection.ID, output.toString());
    }

    @POST
    @Path("{slug}/members")
    public Response add(
            @PathParam("slug") String slug,
            @FormParam("login") @Nullable String login,
            @FormParam("role") @Nullable String role,
            @Context Viewer viewer) {
        try {
            MemberRole wanted =
                    MemberRole.ofKey(role == null ? "member" : role)
                            .orElseThrow(
                                    () -> LightWebException.invalid("role", "one of the list"));
            Pending pending =
                    service.add(
                            viewer.require(),
                            slug,
                            login == null ? "" : login,
                            wanted,
                            viewer.requestId());
            operations.await(pending.operation(), PATIENCE);
            return see(slug);
        } catch (LightWebException e) {
            return Response.status(UNPROCESSABLE).entity(one(slug, viewer, e.detail())).build();
        }
    }

    @POST
    @Path("{slug}/members/{user}/remove")
    public Response remove(
            @PathParam("slug") String slug,
            @PathParam("user") String user,
            @Context Viewer viewer) {
        try {
            service.remove(viewer.require(), slug, new UserId(user), viewer.requestId());
        } catch (LightWebException e) {
            return Response.status(UNPROCESSABLE).entity(one(slug, viewer, e.detail())).build();
        }
        boolean left = viewer.require().user().value().equals(user);
        return left ? Response.seeOther(URI.create("/islands")).build() : see(slug);
    }

    /** What dissolving means, before it can be done. */
    @GET
    @Path("{slug}/dissolve")
    public Page dissolving(@PathParam("slug") String slug, @Context Viewer viewer) {
        Messages messages = messages(viewer);
        IslandRecord island = service.visible(viewer.require(), slug);
        int members = service.members(viewer.require(), slug).size();
        StringOutput output = new StringOutput();
        JtedissolveGenerated.render(
                new OwaspHtmlTemplateOutput(output), null, messages, island, members);
        return new Page(
                messages.text("dissolve.title", island.name()),
                IslandSection.ID,
                output.toString());
    }

    @POST
    @Path("{slug}/dissolve")
    public Response dissolve(@PathParam("slug") String slug, @Context Viewer viewer) {
        service.dissolve(viewer.require(), slug, viewer.requestId());
        return Response.seeOther(URI.create("/islands")).build();
    }

    private static Response see(String slug) {
        return Response.seeOther(URI.create("/islands/" + slug)).build();
    }

    private static Messages messages(Viewer viewer) {
        return Messages.of(IslandPages.class, viewer.locale());
    }
}
