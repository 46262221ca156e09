// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.pages;

import gg.jte.generated.precompiled.mesh.JteapproveGenerated;
import gg.jte.generated.precompiled.mesh.JteoverviewGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Page;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.api.web.Surface;
import org.tuttlenetwork.lightweb.mesh.MeshRoom;
import org.tuttlenetwork.lightweb.mesh.plan.FragmentKey;
import org.tuttlenetwork.lightweb.mesh.store.HeldChange;
import org.tuttlenetwork.lightweb.mesh.store.HeldCursor;
import org.tuttlenetwork.lightweb.mesh.token.TokenView;
import org.tuttlenetwork.lightweb.mesh.writer.Approvals;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** The mesh, for administrators: how it is, what was found, and what waits for an approval. */
@Component(service = Resource.class)
@Path("mesh")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed("lightweb:admin")
public final class MeshPages implements Resource {
    private static final int SHOWN_HELD = 200;
    private static final int SHOWN_FINDINGS = 30;
    private static final int SHOWN_APPROVALS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final MeshRoom room;
    private final Approvals approvals;

    @Activate
    public MeshPages(@Reference MeshRoom room, @Reference Approvals approvals) {
        this.room = room;
        this.approvals = approvals;
    }

    @Override
    public Surface surface() {
        return Surface.PAGES;
    }

    @GET
    public Page overview(@Context Viewer viewer) {
        return overview(viewer, "");
    }

    private Page overview(Viewer viewer, String wrong) {
        Messages messages = Messages.of(MeshPages.class, viewer.locale());
        List<TokenView> tokens = room.tokens();
        List<HeldChange> held = approvals.held(HeldCursor.START, SHOWN_HELD);
        StringOutput output = new StringOutput();
        JteoverviewGenerated.render(
                new OwaspHtmlTemplateOutput(output),
                null,
                messages,
                MeshState.of(
                        room.overview(),
                        room.progress().isWriter(),
                        !held.isEmpty() || tokens.stream().anyMatch(TokenView::needsAPerson),
                        messages),
                room.overview().pending(),
                TokenCard.of(tokens, messages),
                HeldCard.of(held, messages),
                approvals.all(Optional.empty(), SHOWN_APPROVALS),
                room.findings(Long.MAX_VALUE, SHOWN_FINDINGS),
                wrong);
        return new Page(messages.text("label"), MeshSection.ID, output.toString());
    }

    /** Says what an approval means, and asks for it. */
    @GET
    @Path("approve")
    public Page ask(
            @QueryParam("feature") @DefaultValue("") String feature,
            @QueryParam("fragment") @DefaultValue("") String fragment,
            @Context Viewer viewer) {
        Messages messages = Messages.of(MeshPages.class, viewer.locale());
        FragmentKey wanted = new FragmentKey(feature, fragment);
        List<HeldChange> held =
                approvals.held(new HeldCursor(feature, fragment, ""), SHOWN_HELD).stream()
                        .filter(change -> change.effect().key().within().equals(wanted))
                        .toList();
        if (held.isEmpty()) {
            throw LightWebException.notFound(messages.text("approve.gone"));
        }
        StringOutput output = new StringOutput();
        JteapproveGenerated.render(
                new OwaspHtmlTemplateOutput(output),
                null,
                messages,
                HeldCard.of(held, messages).getFirst());
        return new Page(messages.text("approve.title", wanted), MeshSection.ID, output.toString());
    }

    @POST
    @Path("approve")
    public Response approve(@FormParam("change") List<String> changes, @Context Viewer viewer) {
        try {
            approvals.await(
                    approvals.approve(viewer.require(), new HashSet<>(changes), viewer.requestId()),
                    PATIENCE);
            return Response.seeOther(URI.create("/mesh")).build();
        } catch (LightWebException e) {
            if (e.type() != ProblemType.CONFLICT) {
                throw e;
            }
            Messages messages = Messages.of(MeshPages.class, viewer.locale());
            return Response.status(e.type().status())
                    .entity(overview(viewer, messages.text("approve.changed")))
                    .build();
        }
    }
}
