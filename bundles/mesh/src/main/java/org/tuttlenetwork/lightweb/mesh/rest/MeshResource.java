// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.mesh.MeshOverview;
import org.tuttlenetwork.lightweb.api.web.ItemPage;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.mesh.MeshRoom;
import org.tuttlenetwork.lightweb.mesh.plan.FragmentKey;
import org.tuttlenetwork.lightweb.mesh.store.Finding;
import org.tuttlenetwork.lightweb.mesh.store.MeshStore.Stored;

import java.time.Instant;

/** The mesh, for administrators. */
@Component(service = Resource.class)
@Path("mesh")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("lightweb:admin")
public final class MeshResource implements Resource {
    private final MeshRoom room;

    @Activate
    public MeshResource(@Reference MeshRoom room) {
        this.room = room;
    }

    @GET
    public MeshOverview overview() {
        return room.overview();
    }

    /** What features declare, by feature and name. */
    @GET
    @Path("fragments")
    public ItemPage<FragmentView> fragments(
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        int slash = after.indexOf('/');
        if (!after.isEmpty() && slash < 0) {
            throw Pages.unknown();
        }
        FragmentKey last =
                new FragmentKey(after.substring(0, Math.max(slash, 0)), after.substring(slash + 1));
        return Pages.of(
                room.fragments(last, Pages.andOne(limit)),
                limit,
                stored -> stored.key().toString(),
                FragmentView::of);
    }

    /** What an administrator should know, newest first. */
    @GET
    @Path("findings")
    public ItemPage<FindingView> findings(
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        return Pages.of(
                room.findings(number(after), Pages.andOne(limit)),
                limit,
                finding -> String.valueOf(finding.number()),
                FindingView::of);
    }

    private static long number(String after) {
        try {
            return after.isEmpty() ? Long.MAX_VALUE : Long.parseLong(after);
        } catch (NumberFormatException _) {
            throw Pages.unknown();
        }
    }

    /** Something that an administrator should know. */
    public record FindingView(
            Instant at, String kind, String feature, String fragment, String words) {
        static FindingView of(Finding finding) {
            return new FindingView(
                    finding.at(),
                    finding.kind().name(),
                    finding.feature(),
                    finding.fragment(),
                    finding.words());
        }
    }

    /** A fragment with what became of it. */
    public record FragmentView(
            String feature, String name, String state, String detail, Instant since) {
        static FragmentView of(Stored stored) {
            return new FragmentView(
                    stored.feature(),
                    stored.fragment().name(),
                    stored.state().state().name(),
                    stored.state().detail(),
                    stored.state().since());
        }
    }
}
