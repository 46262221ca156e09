// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.data.SchemaDump;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.web.ItemPage;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.features.FeatureEngine;
import org.tuttlenetwork.lightweb.features.FeaturesRoom;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Copies of features' data: made before it is deleted, before a migration that cannot be undone,
 * and before another copy takes its place. They are kept for 30 days.
 */
@Component(service = Resource.class)
@Path("feature-dumps")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("lightweb:admin")
public final class FeatureDumpResource implements Resource {
    private final FeatureEngine engine;

    @Activate
    public FeatureDumpResource(@Reference FeaturesRoom room) {
        this.engine = room.engine();
    }

    /**
     * What is kept, newest first; at most 200.
     *
     * @param feature of which; of all where it is not given
     */
    @GET
    public ItemPage<Dump> all(@QueryParam("feature") @Nullable String feature) {
        return new ItemPage<>(
                engine.dumps(Optional.ofNullable(feature)).stream().map(Dump::of).toList(), null);
    }

    /**
     * Brings one back; nothing of the feature may run. It stays as it is, removed or stopped: an
     * installation or a rollback finds the data.
     */
    @POST
    @Path("{id}/restore")
    public Dump restore(
            @PathParam("id") UUID id, Choice choice, @Context SecurityContext security) {
        boolean replace = Boolean.TRUE.equals(choice.replace());
        return Dump.of(engine.restore(id, replace, Caller.of(security).user().value()));
    }

    /**
     * What may become of data that is there.
     *
     * @param replace whether it goes, after a dump of its own; refused where there is some and this
     *     is not given
     */
    public record Choice(@Nullable Boolean replace) {}

    /**
     * A dump.
     *
     * @param reason PURGE, MIGRATION or RESTORE: what was about to happen to the data
     * @param madeAt of which instant it is
     * @param keptUntil when it is forgotten
     * @param rows of all tables
     * @param bytes how large it is, compressed
     */
    public record Dump(
            UUID id,
            String feature,
            SchemaDump.Reason reason,
            Instant madeAt,
            Instant keptUntil,
            int tables,
            long rows,
            long bytes) {
        static Dump of(SchemaDump dump) {
            return new Dump(
                    dump.id(),
                    dump.feature().value(),
                    dump.reason(),
                    dump.madeAt(),
                    dump.keptUntil(),
                    dump.tables(),
                    dump.rows(),
                    dump.bytes());
        }
    }
}
