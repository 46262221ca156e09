// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** The mesh as it should be, and the one writer that brings NetBird there. */
@NullMarked
package org.tuttlenetwork.lightweb.mesh;

import org.jspecify.annotations.NullMarked;
