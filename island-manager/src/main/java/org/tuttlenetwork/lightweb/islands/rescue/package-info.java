// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** How an island that has lost its owner gets another. */
@NullMarked
package org.tuttlenetwork.lightweb.islands.rescue;

import org.jspecify.annotations.NullMarked;
