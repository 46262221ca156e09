// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** What a network of many islands costs, and how fast a removal is. */
@NullMarked
package org.tuttlenetwork.lightweb.bench.islands;

import org.jspecify.annotations.NullMarked;
