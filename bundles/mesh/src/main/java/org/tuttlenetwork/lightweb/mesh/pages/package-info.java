// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Portal pages about the mesh. */
@NullMarked
package org.tuttlenetwork.lightweb.mesh.pages;

import org.jspecify.annotations.NullMarked;
