// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.web.BodyLimit;
import org.tuttlenetwork.lightweb.api.web.ItemPage;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.features.FeatureEngine;
import org.tuttlenetwork.lightweb.features.FeaturesRoom;
import org.tuttlenetwork.lightweb.features.plan.FeaturePlan;

import java.net.URI;
import java.util.Optional;

/** Plans: what an archive would do, looked at before it does it. */
@Component(service = Resource.class)
@Path("feature-plans")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("lightweb:admin")
public final class FeaturePlanResource implements Resource {
    private final FeatureEngine engine;

    @Activate
    public FeaturePlanResource(@Reference FeaturesRoom room) {
        this.engine = room.engine();
    }

    /**
     * Plans; nothing runs by that. A plan without refusals can be applied by its id for an hour.
     *
     * @param downgrade the archive's version, where an older one is meant to replace a newer one
     */
    @POST
    @Consumes({MediaType.APPLICATION_OCTET_STREAM, "application/java-archive"})
    @BodyLimit(FeatureResource.MOST_BYTES)
    public Response plan(
            byte[] archive,
            @QueryParam("downgrade") @Nullable String downgrade,
            @Context SecurityContext security) {
        FeaturePlan plan =
                engine.plan(
                        archive,
                        FeatureResource.by(security).downgradingTo(Optional.ofNullable(downgrade)));
        return Response.status(plan.possible() ? 201 : 200)
                .location(URI.create("/api/v1/feature-plans/" + plan.id()))
                .entity(plan)
                .build();
    }

    /** What waits from the drop folder for an administrator. */
    @GET
    public ItemPage<FeaturePlan> waiting(@Context SecurityContext security) {
        return new ItemPage<>(engine.waiting(FeatureResource.by(security)), null);
    }

    /** A kept plan as it would be now: another id where the world has changed. */
    @GET
    @Path("{id}")
    public FeaturePlan one(@PathParam("id") String id, @Context SecurityContext security) {
        return engine.planned(id, FeatureResource.by(security));
    }

    /** Does exactly what the plan says, or nothing: 409 where the world has changed since. */
    @POST
    @Path("{id}/apply")
    public Response apply(@PathParam("id") String id, @Context SecurityContext security) {
        return InstallAnswer.of(engine.apply(id, FeatureResource.by(security)));
    }

    @DELETE
    @Path("{id}")
    public void dismiss(@PathParam("id") String id) {
        engine.dismiss(id);
    }
}
