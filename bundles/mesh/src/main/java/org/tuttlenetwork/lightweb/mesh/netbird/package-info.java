// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** NetBird's management API, as far as it is used. */
@NullMarked
package org.tuttlenetwork.lightweb.mesh.netbird;

import org.jspecify.annotations.NullMarked;
