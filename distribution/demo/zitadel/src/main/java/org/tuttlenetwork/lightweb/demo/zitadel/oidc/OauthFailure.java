// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.oidc;

/** An error answer of RFC 6749. */
public final class OauthFailure extends RuntimeException {
    private final int status;
    private final String error;
    private final String description;

    OauthFailure(int status, String error, String description) {
        super(error + ": " + description);
        this.status = status;
        this.error = error;
        this.description = description;
    }

    static OauthFailure invalidRequest(String description) {
        return new OauthFailure(400, "invalid_request", description);
    }

    static OauthFailure invalidGrant(String description) {
        return new OauthFailure(400, "invalid_grant", description);
    }

    static OauthFailure invalidClient(String description) {
        return new OauthFailure(401, "invalid_client", description);
    }

    public int status() {
        return status;
    }

    public String error() {
        return error;
    }

    public String description() {
        return description;
    }
}
