// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity.rest;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.api.web.Summary;
import org.tuttlenetwork.lightweb.identity.IdentityRoom;
import org.tuttlenetwork.lightweb.identity.Settings;

import java.util.List;

/** Where and how to get an access token for this host: what a client needs to know beforehand. */
@Path("login")
@Produces(MediaType.APPLICATION_JSON)
@Component(service = Resource.class)
public final class LoginResource implements Resource {
    private final Login login;

    @Activate
    public LoginResource(@Reference IdentityRoom room) {
        Settings.Zitadel zitadel = room.zitadel();
        // The project in aud; no scope that asks for roles: they are not read from tokens
        // (DECISIONS 1.6).
        List<String> scopes =
                List.of(
                        "openid",
                        "profile",
                        "offline_access",
                        "urn:zitadel:iam:org:project:id:" + zitadel.projectId() + ":aud");
        login = new Login(zitadel.issuer(), zitadel.commandLineClient(), scopes);
    }

    /** The same for everybody. */
    @GET
    @PermitAll
    @Summary("Where and how to get an access token")
    public Login login() {
        return login;
    }

    /**
     * How to log in.
     *
     * @param issuer the OpenID provider; its metadata is at {@code
     *     /.well-known/openid-configuration} under it
     * @param commandLineClient the public client for the device authorization grant (RFC 8628);
     *     empty where this host takes no such logins
     * @param scopes what to ask for
     */
    public record Login(String issuer, String commandLineClient, List<String> scopes) {
        public Login {
            scopes = List.copyOf(scopes);
        }
    }
}
