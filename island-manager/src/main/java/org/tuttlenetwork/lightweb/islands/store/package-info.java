// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Islands in the schema of their own. */
@NullMarked
package org.tuttlenetwork.lightweb.islands.store;

import org.jspecify.annotations.NullMarked;
