// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Fragments and owned objects in the schema of their own. */
@NullMarked
package org.tuttlenetwork.lightweb.mesh.store;

import org.jspecify.annotations.NullMarked;
