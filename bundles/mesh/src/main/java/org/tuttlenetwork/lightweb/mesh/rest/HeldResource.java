// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.web.ItemPage;
import org.tuttlenetwork.lightweb.api.web.RequestIds;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.mesh.plan.ObjectKey;
import org.tuttlenetwork.lightweb.mesh.rest.ApprovalResource.ApprovalView;
import org.tuttlenetwork.lightweb.mesh.store.Approval;
import org.tuttlenetwork.lightweb.mesh.store.HeldChange;
import org.tuttlenetwork.lightweb.mesh.store.HeldCursor;
import org.tuttlenetwork.lightweb.mesh.writer.Approvals;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/** What is held until an administrator approves it (DECISIONS 1.7). */
@Component(service = Resource.class)
@Path("mesh/held")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("lightweb:admin")
public final class HeldResource implements Resource {
    /** How long a request waits for the writer before it answers 202. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Approvals approvals;

    @Activate
    public HeldResource(@Reference Approvals approvals) {
        this.approvals = approvals;
    }

    /** What is held, by feature and fragment: what would happen, why it does not, since when. */
    @GET
    public ItemPage<HeldView> held(
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        HeldCursor cursor =
                after.isEmpty()
                        ? HeldCursor.START
                        : HeldCursor.read(after).orElseThrow(Pages::unknown);
        return Pages.of(
                approvals.held(cursor, Pages.andOne(limit)),
                limit,
                change -> HeldCursor.of(change).toString(),
                HeldView::of);
    }

    /**
     * Lets exactly these changes through: 200 once they are made, 202 while they are not, 409 where
     * they are not the same any more; then none is made.
     */
    @POST
    @Path("approve")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response approve(
            @Nullable Approve body,
            @Context SecurityContext security,
            @Context ContainerRequestContext request) {
        return approve(body, Caller.of(security), RequestIds.of(request));
    }

    /** The same outside a request. */
    public Response approve(@Nullable Approve body, Caller administrator, String requestId) {
        List<String> changes = body == null ? null : body.changes();
        if (changes == null || changes.stream().anyMatch(Objects::isNull)) {
            throw LightWebException.invalid("changes", "ids, as /api/v1/mesh/held lists them");
        }
        Approval approval = approvals.approve(administrator, new HashSet<>(changes), requestId);
        Approval settled = approvals.await(approval, PATIENCE);
        if (settled.state() == Approval.State.REFUSED) {
            throw new LightWebException(
                    ProblemType.UPSTREAM,
                    "NetBird refuses a change: "
                            + settled.detail()
                            + ". Others may be made already. Look at what is still held.");
        }
        return Response.status(settled.isOpen() ? 202 : 200)
                .location(URI.create("/api/v1/mesh/approvals/" + settled.id()))
                .entity(ApprovalView.of(settled))
                .build();
    }

    /**
     * What is approved.
     *
     * @param changes ids
     */
    public record Approve(@Nullable List<String> changes) {}

    /**
     * A change that is held.
     *
     * @param id names exactly this change to exactly what is there now
     * @param effect what it would do: REMOVE_DEVICES, DELETE_POLICY …
     * @param object GROUP, POLICY or ZONE
     * @param name the object's name in NetBird
     * @param count how many devices, groups or names it concerns
     * @param reason why it is held: UNDECLARED, SHORT_LISTING …
     * @param words the reason in words
     */
    public record HeldView(
            String id,
            String effect,
            String object,
            String feature,
            String fragment,
            String name,
            int count,
            String reason,
            String words,
            Instant since) {
        static HeldView of(HeldChange held) {
            ObjectKey key = held.effect().key();
            return new HeldView(
                    held.effect().id(),
                    held.effect().kind().name(),
                    key.kind().name(),
                    key.feature(),
                    key.fragment(),
                    held.effect().name(),
                    held.effect().count(),
                    held.reason().name(),
                    held.words(),
                    held.since());
        }
    }
}
