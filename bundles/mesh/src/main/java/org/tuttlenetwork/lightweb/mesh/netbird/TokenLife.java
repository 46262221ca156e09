// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.netbird;

import java.time.Instant;

/**
 * How long a token lasts, by NetBird's clock.
 *
 * @param from when it was made
 * @param ends from when on NetBird does not take it
 */
public record TokenLife(Instant from, Instant ends) {}
