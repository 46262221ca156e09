// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import java.util.UUID;

/**
 * Something that was stored here and is on its way to Zitadel and the mesh.
 *
 * @param island the island
 * @param operation what carries it out
 */
public record Pending(IslandRecord island, UUID operation) {}
