// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.plain.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Answers with the bytes that the host answered with. */
@Path("api/v1/services")
@Produces(MediaType.APPLICATION_JSON)
public final class ServicesResource {
    private final byte[] answer;

    public ServicesResource(byte[] answer) {
        this.answer = answer.clone();
    }

    @GET
    public byte[] services() {
        return answer;
    }
}
