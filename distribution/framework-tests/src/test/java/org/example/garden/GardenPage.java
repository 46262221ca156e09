// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.example.garden;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.tuttlenetwork.lightweb.api.portal.Page;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.api.web.Surface;

/** A page of the portal. */
@Path("garden")
public final class GardenPage implements Resource {
    @Override
    public Surface surface() {
        return Surface.PAGES;
    }

    @GET
    @PermitAll
    public Page page() {
        return new Page("Garden", "garden", "<p>Garden of " + Revision.OF_CLASS + "</p>");
    }
}
