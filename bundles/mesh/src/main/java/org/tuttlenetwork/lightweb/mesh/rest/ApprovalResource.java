// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.web.ItemPage;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.mesh.store.Approval;
import org.tuttlenetwork.lightweb.mesh.writer.Approvals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Who approved what, and what became of it. */
@Component(service = Resource.class)
@Path("mesh/approvals")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("lightweb:admin")
public final class ApprovalResource implements Resource {
    private final Approvals approvals;

    @Activate
    public ApprovalResource(@Reference Approvals approvals) {
        this.approvals = approvals;
    }

    /** The newest first. */
    @GET
    public ItemPage<ApprovalView> all(
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        Optional<UUID> before =
                after.isEmpty()
                        ? Optional.empty()
                        : Optional.of(id(after).orElseThrow(Pages::unknown));
        return Pages.of(
                approvals.all(before, Pages.andOne(limit)),
                limit,
                approval -> approval.id().toString(),
                ApprovalView::of);
    }

    @GET
    @Path("{id}")
    public ApprovalView one(@PathParam("id") String id) {
        return id(id).flatMap(approvals::find)
                .map(ApprovalView::of)
                .orElseThrow(() -> LightWebException.notFound("There is no such approval."));
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /**
     * An approval.
     *
     * @param administrator who, by id
     * @param changes ids
     * @param state WAITING, ACCEPTED, DONE, VOID or REFUSED
     * @param detail why it is void or refused
     */
    public record ApprovalView(
            UUID id,
            Instant at,
            String administrator,
            List<String> changes,
            String state,
            String detail,
            Instant since) {
        static ApprovalView of(Approval approval) {
            return new ApprovalView(
                    approval.id(),
                    approval.at(),
                    approval.administrator(),
                    approval.changes().stream().sorted().toList(),
                    approval.state().name(),
                    approval.detail(),
                    approval.since());
        }
    }
}
