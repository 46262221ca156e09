// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli;

import java.net.URI;
import java.time.Instant;

/**
 * What a login gave.
 *
 * @param accessToken sent to the host
 * @param refreshToken gets the next access token; empty where the issuer gave none
 * @param expires when the access token is no longer good
 * @param tokenEndpoint where it is refreshed
 * @param clientId by whom
 */
public record Credential(
        String accessToken,
        String refreshToken,
        Instant expires,
        URI tokenEndpoint,
        String clientId) {
    /** Never shows the tokens. */
    @Override
    public String toString() {
        return "Credential[expires=" + expires + ", " + tokenEndpoint + "]";
    }
}
