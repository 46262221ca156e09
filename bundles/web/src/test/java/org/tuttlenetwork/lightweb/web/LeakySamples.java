// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.tuttlenetwork.lightweb.api.web.Resource;

import java.util.List;

/** What a bundle brings with a class loader of its own. */
public final class LeakySamples {
    private LeakySamples() {}

    public record Body(String name, List<Inner> inner) {}

    public record Inner(int number) {}

    @Path("/leaky")
    public static class Leaky implements Resource {
        @POST
        public Body echo(Body body) {
            return body;
        }
    }
}
