// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** What must change, as a pure function of what is wanted and what is there. */
@NullMarked
package org.tuttlenetwork.lightweb.mesh.plan;

import org.jspecify.annotations.NullMarked;
