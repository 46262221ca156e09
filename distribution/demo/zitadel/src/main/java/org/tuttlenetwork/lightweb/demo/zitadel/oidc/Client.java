// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.oidc;

import java.util.List;
import java.util.Set;

/**
 * An application of the project.
 *
 * @param id its client id
 * @param application its id as an application, and its name
 * @param secret empty for a public client
 * @param grantTypes what it may use at the token endpoint; none for an API application
 * @param redirects where it may lead browsers
 * @param tokens what its tokens carry
 */
public record Client(
        String id,
        Application application,
        String secret,
        Set<String> grantTypes,
        Redirects redirects,
        TokenSettings tokens) {
    public static final String AUTHORIZATION_CODE = "authorization_code";
    public static final String REFRESH_TOKEN = "refresh_token";
    public static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";
    static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    /** What an administrator sees. */
    public record Application(String id, String name) {}

    /**
     * Where browsers may be led.
     *
     * @param login compared exactly
     * @param logout compared exactly
     */
    public record Redirects(List<String> login, List<String> logout) {
        /** Nowhere. */
        public static final Redirects NONE = new Redirects(List.of(), List.of());

        public Redirects {
            login = List.copyOf(login);
            logout = List.copyOf(logout);
        }
    }

    public Client {
        grantTypes = Set.copyOf(grantTypes);
    }

    /** Whether it only introspects. */
    public boolean isApi() {
        return grantTypes.isEmpty();
    }

    public Client with(Redirects other) {
        return new Client(id, application, secret, grantTypes, other, tokens);
    }

    public Client withSecret(String other) {
        return new Client(id, application, other, grantTypes, redirects, tokens);
    }

    List<String> redirectUris() {
        return redirects.login();
    }

    List<String> postLogoutUris() {
        return redirects.logout();
    }
}
