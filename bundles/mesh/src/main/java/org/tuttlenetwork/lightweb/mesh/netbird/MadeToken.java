// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.netbird;

/**
 * A token that was made.
 *
 * @param id NetBird's id
 * @param plain itself, which NetBird tells this once
 */
public record MadeToken(String id, String plain, TokenLife life) {
    /** Without the token: it must be in no log. */
    @Override
    public String toString() {
        return "token " + id + " until " + life.ends();
    }
}
