// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.netbird;

/** The token that calls are made with, which may change at any time. Thread-safe. */
public interface TokenSource {
    /** The token to call with now. */
    String token();

    /**
     * Told that NetBird does not take a token.
     *
     * @return whether there is another one now to call with
     */
    boolean refused(String token);

    /** One token for good. */
    static TokenSource of(String token) {
        return new TokenSource() {
            @Override
            public String token() {
                return token;
            }

            @Override
            public boolean refused(String refused) {
                return false;
            }
        };
    }
}
