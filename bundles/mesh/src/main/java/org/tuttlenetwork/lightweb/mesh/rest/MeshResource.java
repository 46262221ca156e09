// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.mesh.Mesh;
import org.tuttlenetwork.lightweb.api.mesh.MeshOverview;
import org.tuttlenetwork.lightweb.api.web.ItemPage;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.mesh.MeshRoom;

import java.time.Instant;

/** The mesh, for administrators. */
@Component(service = Resource.class)
@Path("mesh")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("lightweb:admin")
public final class MeshResource implements Resource {
    private static final int MOST = 200;

    private final Mesh mesh;
    private final MeshRoom room;

    @Activate
    public MeshResource(@Reference Mesh mesh, @Reference MeshRoom room) {
        this.mesh = mesh;
        this.room = room;
    }

    @GET
    public MeshOverview overview() {
        return mesh.overview();
    }

    @GET
    @Path("fragments")
    public ItemPage<FragmentView> fragments() {
        return new ItemPage<>(
                room.fragments().stream()
                        .map(
                                stored ->
                                        new FragmentView(
                                                stored.feature(),
                                                stored.fragment().name(),
                                                stored.state().state().name(),
                                                stored.state().detail(),
                                                stored.state().since()))
                        .toList(),
                null);
    }

    /** What an administrator should know, newest first; at most 200. */
    @GET
    @Path("findings")
    public ItemPage<FindingView> findings() {
        return new ItemPage<>(
                room.findings(MOST).stream()
                        .map(
                                finding ->
                                        new FindingView(
                                                finding.at(),
                                                finding.kind().name(),
                                                finding.feature(),
                                                finding.fragment(),
                                                finding.words()))
                        .toList(),
                null);
    }

    /** Something that an administrator should know. */
    public record FindingView(
            Instant at, String kind, String feature, String fragment, String words) {}

    /** A fragment with what became of it. */
    public record FragmentView(
            String feature, String name, String state, String detail, Instant since) {}
}
