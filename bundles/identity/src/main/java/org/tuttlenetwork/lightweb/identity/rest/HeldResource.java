// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity.rest;

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
import jakarta.ws.rs.core.SecurityContext;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.web.ItemPage;
import org.tuttlenetwork.lightweb.api.web.RequestIds;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.identity.HeldRevocations;
import org.tuttlenetwork.lightweb.identity.IdentityRoom;
import org.tuttlenetwork.lightweb.identity.store.HeldCursor;
import org.tuttlenetwork.lightweb.identity.store.Hints.HeldRow;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Revocations that wait for an administrator. */
@Path("identity/held")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("lightweb:admin")
@Component(service = Resource.class)
public final class HeldResource implements Resource {
    private final HeldRevocations held;

    @Activate
    public HeldResource(@Reference IdentityRoom identity) {
        this.held = identity.held();
    }

    /** What waits, oldest first. */
    @GET
    public ItemPage<HeldItem> list(
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        if (limit < 1 || limit > HeldRevocations.MOST) {
            throw LightWebException.invalid("limit", "1 to " + HeldRevocations.MOST);
        }
        HeldCursor cursor =
                after.isEmpty()
                        ? HeldCursor.START
                        : HeldCursor.read(after)
                                .orElseThrow(
                                        () ->
                                                LightWebException.invalid(
                                                        "after",
                                                        "what the page before gave as next"));
        List<HeldRow> found = held.page(cursor, limit + 1);
        List<HeldRow> shown = found.subList(0, Math.min(limit, found.size()));
        return new ItemPage<>(
                shown.stream().map(HeldItem::of).toList(),
                found.size() > limit ? HeldCursor.of(shown.getLast()).toString() : null);
    }

    /**
     * Carries out what is named: all of it or, where it is no longer so, nothing (409).
     *
     * @return the first page of what still waits
     */
    @POST
    @Path("approve")
    @Consumes(MediaType.APPLICATION_JSON)
    public ItemPage<HeldItem> approve(
            @Nullable Approval approval,
            @Context SecurityContext security,
            @Context ContainerRequestContext request) {
        return approve(approval, Caller.of(security), RequestIds.of(request));
    }

    /** The same outside a request. */
    public ItemPage<HeldItem> approve(
            @Nullable Approval approval, Caller administrator, String requestId) {
        List<String> ids = approval == null ? null : approval.ids();
        if (ids == null || ids.stream().anyMatch(Objects::isNull)) {
            throw LightWebException.invalid("ids", "ids, as /api/v1/identity/held lists them");
        }
        held.approve(administrator, Set.copyOf(ids), requestId);
        return list("", HeldRevocations.MOST);
    }

    /**
     * What is approved.
     *
     * @param ids as listed
     */
    public record Approval(@Nullable List<String> ids) {}

    /**
     * A revocation that waits.
     *
     * @param id names it for approval
     * @param kind GRANT, USER or ROLE: what Zitadel shows no more
     * @param roles what would be lost
     * @param why it waits
     * @param found since when
     */
    public record HeldItem(String id, String kind, List<String> roles, String why, Instant found) {
        static HeldItem of(HeldRow row) {
            return new HeldItem(
                    HeldRevocations.name(row), row.kind(), row.roles(), row.why(), row.found());
        }
    }
}
