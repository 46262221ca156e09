// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.plan;

import java.util.Optional;

/**
 * An object that is ours, or that we have begun to make.
 *
 * @param key what it is for
 * @param nonce what its name carries
 * @param netbirdId NetBird's id; empty while its creation is not confirmed
 */
public record Owned(ObjectKey key, String nonce, Optional<String> netbirdId) {
    /** How the nonce stands in an object's name. */
    public static String mark(String nonce) {
        return "[lw:" + nonce + "]";
    }
}
