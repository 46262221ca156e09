// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.problem.FieldProblem;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.web.ItemPage;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.nodes.Enrolments;
import org.tuttlenetwork.lightweb.nodes.Enrolments.Permission;
import org.tuttlenetwork.lightweb.nodes.Fleet;
import org.tuttlenetwork.lightweb.nodes.NodeRecord;
import org.tuttlenetwork.lightweb.nodes.Registrations;
import org.tuttlenetwork.lightweb.nodes.Rules;
import org.tuttlenetwork.lightweb.nodes.rest.NodeBodies.NewEnrolment;
import org.tuttlenetwork.lightweb.nodes.rest.NodeBodies.NodeView;
import org.tuttlenetwork.lightweb.nodes.store.EnrolmentStore.Enrolment;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;

/** What administrators do with nodes, on the people's listener. */
@Component(service = Resource.class)
@Path("nodes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("lightweb:admin")
public final class AdministratorNodeResource implements Resource {
    private final Fleet fleet;
    private final Enrolments enrolments;
    private final Registrations registrations;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public AdministratorNodeResource(
            @Reference Fleet fleet,
            @Reference Enrolments enrolments,
            @Reference Registrations registrations) {
        this.fleet = fleet;
        this.enrolments = enrolments;
        this.registrations = registrations;
    }

    @GET
    public ItemPage<NodeView> all() {
        return new ItemPage<>(fleet.all().stream().map(NodeView::of).toList(), null);
    }

    @GET
    @Path("{id}")
    public NodeView one(@PathParam("id") String id) {
        return fleet.find(id)
                .map(known -> NodeView.of(known).drifted(fleet.hasDrifted(known.node())))
                .orElseThrow(() -> LightWebException.notFound("There is no such node."));
    }

    @POST
    @Path("enrolments")
    public Response permit(NewEnrolment body, @Context SecurityContext security) {
        Enrolment wanted =
                new Enrolment(
                        required("name", body.name()),
                        required("jurisdiction", body.jurisdiction()),
                        body.provider() == null ? "" : body.provider(),
                        Rules.pools(body.pools() == null ? List.of() : body.pools()),
                        NodeBodies.capabilities(body.capabilities()),
                        clock.instant().plus(duration(body.expiresIn())));
        Permission permission = enrolments.permit(Caller.of(security), wanted);
        return Response.status(201).entity(permission).build();
    }

    @POST
    @Path("{id}/drain")
    public void drain(@PathParam("id") String id) {
        registrations.setState(id, NodeRecord.State.DRAINING);
    }

    @DELETE
    @Path("{id}")
    public void revoke(@PathParam("id") String id) {
        registrations.setState(id, NodeRecord.State.REVOKED);
    }

    private static Duration duration(@Nullable String text) {
        try {
            return text == null ? Duration.ofHours(1) : Duration.parse(text);
        } catch (DateTimeException e) {
            throw new LightWebException(
                    ProblemType.INVALID,
                    "expiresIn: an ISO 8601 duration, for example PT30M",
                    List.of(
                            new FieldProblem(
                                    "expiresIn", "an ISO 8601 duration, for example PT30M")),
                    e);
        }
    }

    static String required(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw LightWebException.invalid(field, "is required");
        }
        return value;
    }
}
