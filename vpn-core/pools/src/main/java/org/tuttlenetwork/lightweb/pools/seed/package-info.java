// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Reads the weather's inputs from YAML. */
@NullMarked
package org.tuttlenetwork.lightweb.pools.seed;

import org.jspecify.annotations.NullMarked;
