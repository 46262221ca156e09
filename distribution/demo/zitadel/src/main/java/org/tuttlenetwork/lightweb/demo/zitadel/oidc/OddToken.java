// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.oidc;

/** A token that is not as it should be, or seldom so. Those marked good must be accepted. */
public enum OddToken {
    /** Ended an hour ago. */
    EXPIRED,
    /** Begins in an hour. */
    NOT_YET_VALID,
    /** For another project. */
    WRONG_AUDIENCE,
    /** Says another issuer, signed with our key. */
    OTHER_ISSUER,
    /** Unsigned. */
    ALG_NONE,
    /** HS256 with the public key's PEM as the secret. */
    HMAC_WITH_PUBLIC_KEY,
    /** Signed with a key that is in its own header. */
    EMBEDDED_JWK,
    /** Signed with a key that its header's URL points at. */
    KEY_URL,
    /** Signed with an unknown key under a known key id. */
    WRONG_SIGNATURE,
    /** Signed with an unknown key under its own key id. */
    UNKNOWN_KEY,
    /** Changed after signing: the administrator's role was added. */
    ALTERED,
    /** A critical header that nobody knows. */
    CRITICAL_HEADER,
    /** An ID token. */
    ID_TOKEN,
    /** Without an end. */
    NO_EXPIRY,
    /** Without {@code jti}. */
    NO_ID,
    /** Opaque, and unknown to introspection. */
    UNKNOWN_OPAQUE,
    /** Good: {@code aud} is one text, the project. */
    AUDIENCE_TEXT,
    /** Good, without any role: the role claim is {@code {}}. */
    ROLES_EMPTY,
    /** Good, without any role: the role claim is a list that names the administrator's role. */
    ROLES_LIST,
    /** Good, without any role: the administrator's role, granted by another organization. */
    ROLES_OF_OTHER_ORGANIZATION
}
