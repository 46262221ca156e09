// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Nodes, placements and their changes in the schema of their own. */
@NullMarked
package org.tuttlenetwork.lightweb.nodes.store;

import org.jspecify.annotations.NullMarked;
