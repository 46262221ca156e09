// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.oidc;

/**
 * An application's token settings (contract §2).
 *
 * @param jwtAccessTokens {@code OIDC_TOKEN_TYPE_JWT}; opaque tokens otherwise, Zitadel's default
 * @param accessTokenRoleAssertion roles in access tokens without a scope that asks
 * @param idTokenRoleAssertion roles in ID tokens without a scope that asks
 * @param idTokenUserinfoAssertion profile and e-mail address in ID tokens
 */
public record TokenSettings(
        boolean jwtAccessTokens,
        boolean accessTokenRoleAssertion,
        boolean idTokenRoleAssertion,
        boolean idTokenUserinfoAssertion) {
    /** The settings that the contract recommends. */
    public static final TokenSettings RECOMMENDED = new TokenSettings(true, true, true, true);

    /** The settings of an application just created in Zitadel. */
    public static final TokenSettings ZITADEL_DEFAULT =
            new TokenSettings(false, false, false, false);
}
