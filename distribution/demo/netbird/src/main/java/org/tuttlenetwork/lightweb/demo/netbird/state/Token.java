// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird.state;

import org.jspecify.annotations.Nullable;

/**
 * A personal access token as stored: its SHA-256, never itself.
 *
 * @param expires RFC 3339
 */
public record Token(
        String id,
        String userId,
        String name,
        String hash,
        String expires,
        String createdBy,
        String createdAt,
        @Nullable String lastUsed) {
    public Token used(String at) {
        return new Token(id, userId, name, hash, expires, createdBy, createdAt, at);
    }
}
