// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** What somebody would change in the weather's inputs, and what would follow from it. */
@NullMarked
package org.tuttlenetwork.lightweb.pools.proposal;

import org.jspecify.annotations.NullMarked;
