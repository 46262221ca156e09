// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** What features want of the mesh, and how they are told what became of it. */
@NullMarked
package org.tuttlenetwork.lightweb.mesh;

import org.jspecify.annotations.NullMarked;
