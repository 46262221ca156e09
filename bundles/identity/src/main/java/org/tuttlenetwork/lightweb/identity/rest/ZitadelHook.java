// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity.rest;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.api.web.Surface;
import org.tuttlenetwork.lightweb.identity.IdentityRoom;
import org.tuttlenetwork.lightweb.identity.zitadel.EventReader;

/** Where Zitadel's Actions target delivers events (contract §3.2). */
@Path("hooks")
@Component(service = Resource.class)
public final class ZitadelHook implements Resource {
    private final IdentityRoom identity;

    @Activate
    public ZitadelHook(@Reference IdentityRoom identity) {
        this.identity = identity;
    }

    @Override
    public Surface surface() {
        return Surface.PAGES;
    }

    /** Takes one event; what is signed and no event of ours is accepted and left alone. */
    @POST
    @Path("zitadel")
    @PermitAll
    public void event(@HeaderParam("ZITADEL-Signature") @Nullable String signature, byte[] body) {
        identity.webhook().require(signature, body);
        EventReader.fromWebhook(body).ifPresent(identity::accept);
    }
}
