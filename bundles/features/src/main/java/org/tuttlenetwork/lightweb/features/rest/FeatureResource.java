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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.web.BodyLimit;
import org.tuttlenetwork.lightweb.api.web.ItemPage;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.features.FeatureEngine;
import org.tuttlenetwork.lightweb.features.FeatureEngine.FeatureStatus;
import org.tuttlenetwork.lightweb.features.InstallOutcome;
import org.tuttlenetwork.lightweb.features.store.FeatureStore.HistoryEntry;
import org.tuttlenetwork.lightweb.features.store.InstalledFeature.Source;

import java.net.URI;
import java.util.List;

/** Features: list, install or update, remove. */
@Component(service = Resource.class)
@Path("features")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("lightweb:admin")
public final class FeatureResource implements Resource {
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private final FeatureEngine engine;

    @Activate
    public FeatureResource(@Reference FeatureEngine engine) {
        this.engine = engine;
    }

    @GET
    public ItemPage<FeatureStatus> all() {
        return new ItemPage<>(engine.all(), null);
    }

    @GET
    @Path("{id}")
    public FeatureStatus one(@PathParam("id") String id) {
        return engine.all().stream()
                .filter(feature -> feature.id().equals(id))
                .findFirst()
                .orElseThrow(() -> LightWebException.notFound("There is no such feature."));
    }

    @GET
    @Path("{id}/history")
    public ItemPage<HistoryEntry> history(@PathParam("id") String id) {
        return new ItemPage<>(engine.history(id), null);
    }

    /** Installs or updates the feature of an archive; answers once it runs. */
    @POST
    @Consumes({MediaType.APPLICATION_OCTET_STREAM, "application/java-archive"})
    @BodyLimit(MOST_BYTES)
    public Response install(byte[] archive, @Context SecurityContext security) {
        String actor = Caller.of(security).user().value();
        return switch (engine.install(archive, actor, Source.API, null)) {
            case InstallOutcome.Installed(var feature, var version) ->
                    answer(201, feature.value(), version, "INSTALLED");
            case InstallOutcome.Updated(var feature, var version, var _) ->
                    answer(200, feature.value(), version, "UPDATED");
            case InstallOutcome.AlreadyPresent(var feature, var version) ->
                    answer(200, feature.value(), version, "ALREADY_PRESENT");
            case InstallOutcome.Waiting(var feature, var version, var _) ->
                    answer(202, feature.value(), version, "WAITING");
            case InstallOutcome.Rejected(List<String> reasons) ->
                    throw new LightWebException(
                            ProblemType.INVALID,
                            "Nothing was changed. " + String.join(" ", reasons));
        };
    }

    @DELETE
    @Path("{id}")
    public void remove(@PathParam("id") String id, @Context SecurityContext security) {
        engine.remove(id, Caller.of(security).user().value());
    }

    private static Response answer(int status, String feature, String version, String outcome) {
        return Response.status(status)
                .location(URI.create("/api/v1/features/" + feature))
                .entity(new Installed(feature, version, outcome))
                .build();
    }

    /**
     * How an installation ended.
     *
     * @param outcome INSTALLED, UPDATED, ALREADY_PRESENT or WAITING
     */
    public record Installed(String feature, String version, String outcome) {}
}
