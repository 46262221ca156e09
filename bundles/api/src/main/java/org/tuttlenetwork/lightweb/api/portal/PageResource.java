// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.portal;

import jakarta.ws.rs.core.Response;

import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.api.web.Surface;

import java.net.URI;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Pages of a room: looking is GET and answers a {@link Page}; doing is POST and leads back to
 * looking, or shows the page again in words where it was refused. Registered as a {@link Resource}.
 */
public interface PageResource extends Resource {
    @Override
    default Surface surface() {
        return Surface.PAGES;
    }

    /**
     * Does what a form asked for.
     *
     * @param doing answers what follows, most often {@link #see}
     * @param again the page with the form, what was typed, and what was wrong
     */
    static Response attempt(Supplier<Response> doing, Function<LightWebException, Page> again) {
        try {
            return doing.get();
        } catch (LightWebException refused) {
            return Response.status(refused.type().status()).entity(again.apply(refused)).build();
        }
    }

    /**
     * Leads to a page by GET, so that loading it again does nothing anew.
     *
     * @param path of this host
     */
    static Response see(String path) {
        return Response.seeOther(URI.create(path)).build();
    }
}
