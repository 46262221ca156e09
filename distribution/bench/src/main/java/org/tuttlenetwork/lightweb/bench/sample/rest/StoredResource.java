// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.sample.rest;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.bench.sample.Revision;

/** Counts through its entity: it is live when its schema and its session factory are. */
@Path("benchstored")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
public final class StoredResource implements Resource {
    private final String revision = Revision.read();
    private final Database database;

    public StoredResource(Database database) {
        this.database = database;
    }

    @GET
    public String now() {
        long plants =
                database.read(
                        tx ->
                                tx.entities()
                                        .createQuery("select count(p) from Plant p", Long.class)
                                        .getSingleResult());
        return "{\"revision\":\"" + revision + "\",\"plants\":" + plants + "}";
    }
}
