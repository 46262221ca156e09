// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.setup;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.cli.server.Json;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * An OIDC application as the host wants it, without a secret.
 *
 * @param name in Zitadel
 * @param client under what later steps know its client id
 * @param type {@code OIDC_APP_TYPE_…}
 * @param grants {@code OIDC_GRANT_TYPE_…}
 * @param redirects where a login may lead back to; the logout leads to their origins
 */
record OidcApplication(
        String name, Known.Id client, String type, List<String> grants, List<String> redirects) {
    private static final String CALLBACK = "/login/callback";

    OidcApplication {
        grants = List.copyOf(grants);
        redirects = List.copyOf(redirects);
    }

    /** The portal's: code flow with PKCE. */
    static OidcApplication portal(List<String> urls) {
        return new OidcApplication(
                "LightWeb portal",
                Known.Id.PORTAL_CLIENT,
                "OIDC_APP_TYPE_WEB",
                List.of("OIDC_GRANT_TYPE_AUTHORIZATION_CODE", "OIDC_GRANT_TYPE_REFRESH_TOKEN"),
                urls.stream().map(url -> url + CALLBACK).toList());
    }

    /** The command line's: device code (RFC 8628). */
    static OidcApplication commandLine() {
        return new OidcApplication(
                "LightWeb command line",
                Known.Id.COMMAND_LINE_CLIENT,
                "OIDC_APP_TYPE_NATIVE",
                List.of("OIDC_GRANT_TYPE_DEVICE_CODE", "OIDC_GRANT_TYPE_REFRESH_TOKEN"),
                List.of());
    }

    ObjectNode configuration() {
        ObjectNode configuration = redirectsAnd(List.of(), List.of());
        configuration.putArray("responseTypes").add("OIDC_RESPONSE_TYPE_CODE");
        grants.forEach(configuration.putArray("grantTypes")::add);
        return configuration
                .put("applicationType", type)
                .put("authMethodType", "OIDC_AUTH_METHOD_TYPE_NONE")
                .put("accessTokenType", "OIDC_TOKEN_TYPE_JWT");
    }

    /** Where browsers may be led, beside where they may be already. */
    ObjectNode redirectsAnd(List<String> login, List<String> logout) {
        ObjectNode configuration = Json.object();
        Set<String> back = new LinkedHashSet<>(login);
        back.addAll(redirects);
        Set<String> out = new LinkedHashSet<>(logout);
        for (String redirect : redirects) {
            String origin = redirect.substring(0, redirect.length() - CALLBACK.length());
            out.add(origin);
            out.add(origin + "/");
        }
        back.forEach(configuration.putArray("redirectUris")::add);
        out.forEach(configuration.putArray("postLogoutRedirectUris")::add);
        return configuration;
    }
}
