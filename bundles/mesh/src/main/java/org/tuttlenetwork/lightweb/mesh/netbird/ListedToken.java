// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.netbird;

import java.time.Instant;

/**
 * A token as NetBird lists it: never itself, nor a hash of it. Its name need not be unique.
 *
 * @param lastUsed when a call was made with it; {@link Instant#EPOCH} for never
 */
public record ListedToken(String id, String name, TokenLife life, Instant lastUsed) {}
