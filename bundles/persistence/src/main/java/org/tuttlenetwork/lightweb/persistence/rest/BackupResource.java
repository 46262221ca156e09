// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.persistence.dump.DatabaseDump;

/**
 * The database's part of a backup. The master key and {@code etc/} never come this way: who may
 * have them reads them on the host's machine (docs/adr/0015).
 */
@Component(service = Resource.class)
@Path("backup")
@RolesAllowed("lightweb:admin")
public final class BackupResource implements Resource {
    private final DatabaseDump dump;

    @Activate
    public BackupResource(@Reference DatabaseDump dump) {
        this.dump = dump;
    }

    /** A dump of now, streamed; whole only if its manifest is at its end. */
    @GET
    @Path("database")
    @Produces("application/zip")
    public Response database() {
        StreamingOutput body = dump::write;
        return Response.ok(body).header("Cache-Control", "no-store").build();
    }
}
