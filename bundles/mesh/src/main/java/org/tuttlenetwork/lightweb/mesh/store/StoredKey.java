// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.store;

import java.time.Instant;

/**
 * A setup key of ours.
 *
 * @param netbirdId empty where it is not known
 * @param nonce what its name carries; empty for one from before nonces
 */
public record StoredKey(String netbirdId, String nonce, Instant expires) {}
