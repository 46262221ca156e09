// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.portal;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;

/**
 * The portal's configuration, checked.
 *
 * @param issuer the OpenID provider, as in its tokens
 * @param clientId the portal's application there
 * @param publicUrl where people reach the portal, without a path
 * @param session how long a login is good
 */
record PortalSettings(String issuer, String clientId, String publicUrl, Duration session) {
    private static final String FILE = "etc/lightweb.portal.cfg";
    private static final int WEEK_HOURS = 168;

    /**
     * @throws IllegalArgumentException naming file, key, value and what is allowed
     */
    static PortalSettings of(PortalConfig config) {
        int hours = config.session__hours();
        require("session_hours", hours >= 1 && hours <= WEEK_HOURS, hours, "1 to 168");
        require(
                "client_id",
                config.client__id().matches("[!-~]{1,200}"),
                config.client__id(),
                "the client id as Zitadel's console shows it");
        return new PortalSettings(
                url("issuer", config.issuer()),
                config.client__id(),
                url("public_url", config.public__url()),
                Duration.ofHours(hours));
    }

    boolean isHttps() {
        return publicUrl.startsWith("https://");
    }

    private static String url(String key, String value) {
        boolean good;
        try {
            URI uri = new URI(value);
            good =
                    ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                            && uri.getHost() != null
                            && uri.getRawQuery() == null
                            && !value.endsWith("/");
        } catch (URISyntaxException _) {
            good = false;
        }
        require(key, good, value, "a URL without a slash at its end, https://…");
        return value;
    }

    private static void require(String key, boolean good, Object value, String allowed) {
        if (!good) {
            throw new IllegalArgumentException(
                    FILE + ": " + key + " = " + value + " is not allowed; it must be " + allowed);
        }
    }
}
