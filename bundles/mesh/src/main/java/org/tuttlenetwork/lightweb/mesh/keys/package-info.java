// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** One-off setup keys, and their end. */
@NullMarked
package org.tuttlenetwork.lightweb.mesh.keys;

import org.jspecify.annotations.NullMarked;
