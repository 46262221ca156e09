// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.rest;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.web.RequestIds;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.islands.devices.KeyExchange;
import org.tuttlenetwork.lightweb.islands.rest.DeviceBodies.KeyView;
import org.tuttlenetwork.lightweb.islands.rest.DeviceBodies.WelcomeView;
import org.tuttlenetwork.lightweb.islands.rest.InvitationBodies.Handed;

/**
 * What a device without a login does with its link. The secret is in the body, never in a path:
 * paths are written down in too many places.
 */
@Component(service = Resource.class)
@Path("join/device")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@PermitAll
public final class KeyExchangeResource implements Resource {
    private final KeyExchange service;

    @Activate
    public KeyExchangeResource(@Reference KeyExchange service) {
        this.service = service;
    }

    /** What a link is to; uses nothing up. */
    @POST
    @Path("preview")
    public WelcomeView look(Handed body) {
        return WelcomeView.of(service.look(IslandResource.required("secret", body.secret())));
    }

    /** Exchanges a link for a one-off setup key, once. */
    @POST
    public KeyView exchange(Handed body, @Context ContainerRequestContext request) {
        return KeyView.of(
                service.exchange(
                        IslandResource.required("secret", body.secret()), RequestIds.of(request)));
    }
}
