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
import org.tuttlenetwork.lightweb.api.portal.PageResource;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.portal.Wrong;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.nodes.Enrolments;
import org.tuttlenetwork.lightweb.nodes.Fleet;
import org.tuttlenetwork.lightweb.nodes.NodeRecord;
import org.tuttlenetwork.lightweb.nodes.NodesConfig;
import org.tuttlenetwork.lightweb.nodes.Registrations;
import org.tuttlenetwork.lightweb.nodes.Rules;
import org.tuttlenetwork.lightweb.nodes.Watch;
import org.tuttlenetwork.lightweb.nodes.store.EnrolmentStore.Enrolment;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** The network's exits, for administrators. */
@Component(service = Resource.class, configurationPid = "lightweb.nodes")
@Path("nodes")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed("lightweb:admin")
public final class NodePages implements PageResource {
    private static final Duration TOKEN_VALIDITY = Duration.ofHours(1);

    private final String joinUrl;
    private final Fleet fleet;
    private final Enrolments enrolments;
    private final Registrations registrations;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public NodePages(
            NodesConfig config,
            @Reference Fleet fleet,
            @Reference Enrolments enrolments,
            @Reference Registrations registrations) {
        this.joinUrl = config.join__url();
        this.fleet = fleet;
        this.enrolments = enrolments;
        this.registrations = registrations;
    }

    @GET
    public Page all(@Context Viewer viewer) {
        return all(viewer, new Typed("", "", "", List.of()), Wrong.NOTHING);
    }

    private Page all(Viewer viewer, Typed typed, Wrong wrong) {
        Messages messages = messages(viewer);
        List<NodeRow> rows =
                fleet.all().stream()
                        .map(known -> NodeRow.of(known, clock.instant(), messages))
                        .toList();
        return page(
                messages.text("label"),
                output ->
                        JtelistGenerated.render(
                                new OwaspHtmlTemplateOutput(output),
                                null,
                                messages,
                                fleet.alarm().map(alarm -> sentence(alarm, messages)).orElse(""),
                                rows,
                                typed,
                                wrong));
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
        Typed typed = Typed.of(name, jurisdiction, provider, pools);
        return PageResource.attempt(
                () -> {
                    Enrolment wanted =
                            new Enrolment(
                                    typed.name(),
                                    typed.jurisdiction(),
                                    typed.provider(),
                                    Rules.pools(typed.pools()),
                                    NodeRecord.Capabilities.NONE,
                                    clock.instant().plus(TOKEN_VALIDITY));
                    return enrolled(viewer, enrolments.permit(viewer.require(), wanted));
                },
                refused ->
                        all(
                                viewer,
                                typed,
                                Wrong.of(
                                        refused,
                                        viewer,
                                        messages(viewer),
                                        Map.of("node-name-taken", "name"))));
    }

    private Response enrolled(Viewer viewer, Enrolments.Permission permission) {
        return Response.ok(
                        page(
                                permission.nodeId(),
                                output ->
                                        JteenrolledGenerated.render(
                                                new OwaspHtmlTemplateOutput(output),
                                                null,
                                                messages(viewer),
                                                permission,
                                                joinUrl)))
                .build();
    }

    /** Takes no new users; the page offers to take them again. */
    @POST
    @Path("{id}/drain")
    public Response drain(@PathParam("id") String id) {
        registrations.setState(id, NodeRecord.State.DRAINING);
        return PageResource.see("/nodes");
    }

    /** Takes users again. */
    @POST
    @Path("{id}/resume")
    public Response resume(@PathParam("id") String id) {
        if (find(id).node().state() == NodeRecord.State.DRAINING) {
            registrations.setState(id, NodeRecord.State.REGISTERED);
        }
        return PageResource.see("/nodes");
    }

    /** Says what a revocation means, and asks for it. */
    @GET
    @Path("{id}/revoke")
    public Page askToRevoke(@PathParam("id") String id, @Context Viewer viewer) {
        Messages messages = messages(viewer);
        NodeRow row = NodeRow.of(find(id), clock.instant(), messages);
        return page(
                messages.text("revoke.title", id),
                output ->
                        JterevokeGenerated.render(
                                new OwaspHtmlTemplateOutput(output), null, messages, row));
    }

    @POST
    @Path("{id}/revoke")
    public Response revoke(@PathParam("id") String id) {
        registrations.setState(id, NodeRecord.State.REVOKED);
        return PageResource.see("/nodes");
    }

    private Fleet.Known find(String id) {
        return fleet.find(id)
                .orElseThrow(
                        () ->
                                LightWebException.notFound("There is no such node.")
                                        .because("no-node"));
    }

    private static Page page(String title, Consumer<StringOutput> template) {
        StringOutput output = new StringOutput();
        template.accept(output);
        return new Page(title, NodeSection.ID, output.toString());
    }

    private static Messages messages(Viewer viewer) {
        return Messages.of(NodePages.class, viewer.locale());
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

        static Typed of(
                @Nullable String name,
                @Nullable String jurisdiction,
                @Nullable String provider,
                List<String> pools) {
            return new Typed(
                    Objects.requireNonNullElse(name, "").strip(),
                    Objects.requireNonNullElse(jurisdiction, "").strip().toUpperCase(Locale.ROOT),
                    Objects.requireNonNullElse(provider, "").strip(),
                    pools);
        }
    }
}
