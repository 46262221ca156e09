// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.Operation;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.identity.StoredOperations;

import java.util.UUID;

/** How something stands that was asked for. */
@Path("operations")
@Produces(MediaType.APPLICATION_JSON)
@Component(service = Resource.class)
public final class OperationsResource implements Resource {
    private final StoredOperations operations;

    @Activate
    public OperationsResource(@Reference StoredOperations operations) {
        this.operations = operations;
    }

    /** One operation; 404 for everybody but who asked for it and administrators. */
    @GET
    @Path("{id}")
    public Operation operation(@PathParam("id") String id, @Context SecurityContext security) {
        return operations
                .find(parsed(id), Caller.of(security))
                .orElseThrow(OperationsResource::unknown);
    }

    private static UUID parsed(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static LightWebException unknown() {
        return LightWebException.notFound("There is no such operation of yours.");
    }
}
