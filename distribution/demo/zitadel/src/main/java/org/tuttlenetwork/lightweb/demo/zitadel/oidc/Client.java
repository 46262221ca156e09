// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.oidc;

import java.util.List;
import java.util.Set;

/**
 * An application of the project.
 *
 * @param id its client id
 * @param secret empty for a public client
 * @param grantTypes what it may use at the token endpoint
 * @param redirectUris compared exactly
 * @param postLogoutUris compared exactly
 * @param tokens what its tokens carry
 */
record Client(
        String id,
        String secret,
        Set<String> grantTypes,
        List<String> redirectUris,
        List<String> postLogoutUris,
        TokenSettings tokens) {
    static final String AUTHORIZATION_CODE = "authorization_code";
    static final String REFRESH_TOKEN = "refresh_token";
    static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";
    static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    Client {
        grantTypes = Set.copyOf(grantTypes);
        redirectUris = List.copyOf(redirectUris);
        postLogoutUris = List.copyOf(postLogoutUris);
    }
}
