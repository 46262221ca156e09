// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** The weather's inputs and signed documents in the schema of their own. */
@NullMarked
package org.tuttlenetwork.lightweb.pools.store;

import org.jspecify.annotations.NullMarked;
