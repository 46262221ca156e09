// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** The one writer in the fleet, which brings NetBird to what is declared. */
@NullMarked
package org.tuttlenetwork.lightweb.mesh.writer;

import org.jspecify.annotations.NullMarked;
