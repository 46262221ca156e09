// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Handing an island over to another owner. */
@NullMarked
package org.tuttlenetwork.lightweb.islands.handover;

import org.jspecify.annotations.NullMarked;
