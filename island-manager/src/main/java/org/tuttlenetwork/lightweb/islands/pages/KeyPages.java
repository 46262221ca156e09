// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.pages;

import gg.jte.generated.precompiled.islands.JtedevicekeyGenerated;
import gg.jte.generated.precompiled.islands.JtedevicewelcomeGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.mesh.DeviceKey;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Page;
import org.tuttlenetwork.lightweb.api.portal.PageResource;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.portal.Wrong;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.islands.devices.KeyExchange;
import org.tuttlenetwork.lightweb.islands.devices.KeyExchange.Welcome;

import java.util.Map;
import java.util.Objects;

/** Where a device's link leads: what it is to, and once the setup key, for who has no login. */
@Component(service = Resource.class)
@Path("join/device")
@Produces(MediaType.TEXT_HTML)
@PermitAll
public final class KeyPages implements PageResource {
    private final KeyExchange service;

    @Activate
    public KeyPages(@Reference KeyExchange service) {
        this.service = service;
    }

    /** What a link is to; uses nothing up. */
    @GET
    @Path("{secret}")
    public Page look(@PathParam("secret") String secret, @Context Viewer viewer) {
        return look(secret, viewer, Wrong.NOTHING);
    }

    private Page look(String secret, Viewer viewer, Wrong wrong) {
        Welcome welcome = service.look(secret);
        Messages messages = IslandPages.messages(viewer);
        return IslandPages.page(
                messages.text("key.title", welcome.device().name()),
                output ->
                        JtedevicewelcomeGenerated.render(
                                new OwaspHtmlTemplateOutput(output),
                                null,
                                messages,
                                welcome,
                                EndDate.words(welcome.device().until(), messages.locale()),
                                IslandPage.rules(welcome.island(), messages),
                                secret,
                                wrong));
    }

    /** Exchanges the link, and shows the key once. */
    @POST
    public Response exchange(@FormParam("secret") @Nullable String secret, @Context Viewer viewer) {
        String typed = Objects.requireNonNullElse(secret, "");
        Messages messages = IslandPages.messages(viewer);
        return PageResource.attempt(
                () -> {
                    DeviceKey key = service.exchange(typed, viewer.requestId());
                    return Response.ok(
                                    IslandPages.page(
                                            messages.text("key.made"),
                                            output ->
                                                    JtedevicekeyGenerated.render(
                                                            new OwaspHtmlTemplateOutput(output),
                                                            null,
                                                            messages,
                                                            key)))
                            .build();
                },
                refused -> look(typed, viewer, Wrong.of(refused, viewer, messages, Map.of())));
    }
}
