// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.sample.rest;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.bench.sample.Revision;

/** Answers with the same bytes as the servlet in Karaf. */
@Path("bench")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
public final class PlainResource implements Resource {
    private final String answer = "{\"revision\":\"" + Revision.read() + "\"}";

    @GET
    public String now() {
        return answer;
    }
}
