// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
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
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.web.BodyLimit;
import org.tuttlenetwork.lightweb.api.web.ItemPage;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.features.FeatureEngine;
import org.tuttlenetwork.lightweb.features.FeatureStatus;
import org.tuttlenetwork.lightweb.features.FeaturesRoom;
import org.tuttlenetwork.lightweb.features.Request;
import org.tuttlenetwork.lightweb.features.store.HistoryEntry;
import org.tuttlenetwork.lightweb.features.store.HistoryStore.Numbered;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Features: list, install or update, go back, remove. */
@Component(service = Resource.class)
@Path("features")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("lightweb:admin")
public final class FeatureResource implements Resource {
    static final int MOST_BYTES = 64 * 1024 * 1024;
    private static final int MOST_ITEMS = 200;

    private final FeatureEngine engine;

    @Activate
    public FeatureResource(@Reference FeaturesRoom room) {
        this.engine = room.engine();
    }

    /** What is installed, on its way, or part of the host, by id. */
    @GET
    public ItemPage<FeatureStatus> all(
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        int most = checked(limit);
        List<FeatureStatus> rest =
                engine.all().stream().filter(f -> f.id().compareTo(after) > 0).toList();
        List<FeatureStatus> page = rest.stream().limit(most).toList();
        return new ItemPage<>(page, rest.size() > most ? page.getLast().id() : null);
    }

    @GET
    @Path("{id}")
    public FeatureStatus one(@PathParam("id") String id) {
        return engine.all().stream()
                .filter(feature -> feature.id().equals(id))
                .findFirst()
                .orElseThrow(() -> LightWebException.notFound("There is no such feature."));
    }

    /** What was done to a feature, newest first. */
    @GET
    @Path("{id}/history")
    public ItemPage<HistoryEntry> history(
            @PathParam("id") String id,
            @QueryParam("after") @Nullable UUID after,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        int most = checked(limit);
        List<Numbered> found = engine.history(id, Optional.ofNullable(after), most + 1);
        List<Numbered> page = found.stream().limit(most).toList();
        return new ItemPage<>(
                page.stream().map(Numbered::entry).toList(),
                found.size() > most ? page.getLast().id().toString() : null);
    }

    private static int checked(int limit) {
        if (limit < 1 || limit > MOST_ITEMS) {
            throw LightWebException.invalid("limit", "must be 1 to " + MOST_ITEMS);
        }
        return limit;
    }

    /**
     * Installs or updates the feature of an archive; answers once it is live. Whoever sends it
     * agrees to whatever follows from it; {@code feature-plans} shows that before.
     *
     * @param downgrade the archive's version, where an older one is meant to replace a newer one
     */
    @POST
    @Consumes({MediaType.APPLICATION_OCTET_STREAM, "application/java-archive"})
    @BodyLimit(MOST_BYTES)
    public Response install(
            byte[] archive,
            @QueryParam("downgrade") @Nullable String downgrade,
            @Context SecurityContext security) {
        Request request = by(security).downgradingTo(Optional.ofNullable(downgrade));
        return InstallAnswer.of(engine.install(archive, request));
    }

    /**
     * Takes back what is being tried, or goes back to the version before or to a kept one.
     *
     * @param to which version to go back to; {@code {}} for the one before
     */
    @POST
    @Path("{id}/rollback")
    public Response rollback(@PathParam("id") String id, To to, @Context SecurityContext security) {
        Optional<String> version = Optional.ofNullable(to.version());
        return InstallAnswer.of(engine.rollback(id, version, by(security)));
    }

    /**
     * Where to go back to.
     *
     * @param version a kept version; the one before where it is not given
     */
    public record To(@Nullable String version) {}

    /**
     * Takes a feature away; its data stays, detached, and a later installation finds it.
     *
     * @param purge whether its data goes too, after a verified dump that is kept for 30 days
     */
    @DELETE
    @Path("{id}")
    public void remove(
            @PathParam("id") String id,
            @QueryParam("purge") @DefaultValue("false") boolean purge,
            @Context SecurityContext security) {
        String actor = Caller.of(security).user().value();
        if (purge) {
            engine.purge(id, actor);
        } else {
            engine.remove(id, actor);
        }
    }

    static Request by(SecurityContext security) {
        return Request.by(Caller.of(security).user().value(), Locale.ENGLISH);
    }
}
