// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** What is kept of the mesh, in a schema of its own. */
@NullMarked
package org.tuttlenetwork.lightweb.mesh.store;

import org.jspecify.annotations.NullMarked;
