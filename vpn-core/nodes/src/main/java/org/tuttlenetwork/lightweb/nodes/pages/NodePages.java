// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes.pages;

import gg.jte.generated.precompiled.nodes.JteenrolledGenerated;
import gg.jte.generated.precompiled.nodes.JtelistGenerated;
import gg.jte.generated.precompiled.nodes.JterevokeGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

import jakarta.annotation.security.RolesAllowed;
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
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.api.web.Surface;
import org.tuttlenetwork.lightweb.nodes.Enrolments;
import org.tuttlenetwork.lightweb.nodes.Fleet;
import org.tuttlenetwork.lightweb.nodes.NodeRecord;
import org.tuttlenetwork.lightweb.nodes.Registrations;
import org.tuttlenetwork.lightweb.nodes.Rules;
import org.tuttlenetwork.lightweb.nodes.Watch;
import org.tuttlenetwork.lightweb.nodes.store.EnrolmentStore.Enrolment;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The network's exits, for administrators. */
@Component(service = Resource.class)
@Path("nodes")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed("lightweb:admin")
public final class NodePages implements Resource {
    private static final int UNPROCESSABLE = 422;
    private static final Duration TOKEN_VALIDITY = Duration.ofHours(1);

    private final Fleet fleet;
    private final Enrolments enrolments;
    private final Registrations registrations;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public NodePages(
            @Reference Fleet fleet,
            @Reference Enrolments enrolments,
            @Reference Registrations registrations) {
        this.fleet = fleet;
        this.enrolments = enrolments;
        this.registrations = registrations;
    }

    @Override
    public Surface surface() {
        return Surface.PAGES;
    }

    @GET
    public Page all(@Context Viewer viewer) {
        return all(viewer, new Typed("", "", "", List.of()), "");
    }

    private Page all(Viewer viewer, Typed typed, String wrong) {
        Messages messages = Messages.of(NodePages.class, viewer.locale());
        StringOutput output = new StringOutput();
        JtelistGenerated.render(
                new OwaspHtmlTemplateOutput(output),
                null,
                messages,
                fleet.alarm().map(alarm -> sentence(alarm, messages)).orElse(""),
                fleet.all().stream().map(known -> NodeRow.of(known, messages)).toList(),
                typed,
                wrong);
        return new Page(messages.text("label"), NodeSection.ID, output.toString());
    }

    private static String sentence(Watch.Alarm alarm, Messages messages) {
        return messages.text("alarm", alarm.nodes());
    }

    /** Lets a machine enrol; the page that answers shows its token, which is stored nowhere. */
    @POST
    public Response enrol(
            @FormParam("name") @Nullable String name,
            @FormParam("jurisdiction") @Nullable String jurisdiction,
            @FormParam("provider") @Nullable String provider,
            @FormParam("pool") List<String> pools,
            @Context Viewer viewer) {
        Typed typed =
                new Typed(
                        Objects.requireNonNullElse(name, "").strip(),
                        Objects.requireNonNullElse(jurisdiction, "")
                                .strip()
                                .toUpperCase(Locale.ROOT),
                        Objects.requireNonNullElse(provider, "").strip(),
                        pools);
        try {
            Enrolment wanted =
                    new Enrolment(
                            typed.name(),
                            typed.jurisdiction(),
                            typed.provider(),
                            Rules.pools(typed.pools()),
                            NodeRecord.Capabilities.NONE,
                            clock.instant().plus(TOKEN_VALIDITY));
            Messages messages = Messages.of(NodePages.class, viewer.locale());
            StringOutput output = new StringOutput();
            JteenrolledGenerated.render(
                    new OwaspHtmlTemplateOutput(output),
                    null,
                    messages,
                    enrolments.permit(viewer.require(), wanted));
            return Response.ok(new Page(typed.name(), NodeSection.ID, output.toString())).build();
        } catch (LightWebException e) {
            return Response.status(UNPROCESSABLE).entity(all(viewer, typed, e.detail())).build();
        }
    }

    @POST
    @Path("{id}/drain")
    public Response drain(@PathParam("id") String id) {
        registrations.setState(id, NodeRecord.State.DRAINING);
        return Response.seeOther(URI.create("/nodes")).build();
    }

    /** Says what a revocation means, and asks for it. */
    @GET
    @Path("{id}/revoke")
    public Page askToRevoke(@PathParam("id") String id, @Context Viewer viewer) {
        Messages messages = Messages.of(NodePages.class, viewer.locale());
        NodeRow row =
                fleet.find(id)
                        .map(known -> NodeRow.of(known, messages))
                        .orElseThrow(() -> LightWebException.notFound("There is no such node."));
        StringOutput output = new StringOutput();
        JterevokeGenerated.render(new OwaspHtmlTemplateOutput(output), null, messages, row);
        return new Page(messages.text("revoke.title", id), NodeSection.ID, output.toString());
    }

    @POST
    @Path("{id}/revoke")
    public Response revoke(@PathParam("id") String id) {
        registrations.setState(id, NodeRecord.State.REVOKED);
        return Response.seeOther(URI.create("/nodes")).build();
    }

    /**
     * What was typed into the form.
     *
     * @param pools names of pools
     */
    public record Typed(String name, String jurisdiction, String provider, List<String> pools) {
        public Typed {
            pools = List.copyOf(pools);
        }
    }
}
