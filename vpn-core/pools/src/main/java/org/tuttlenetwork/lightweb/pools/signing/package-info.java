// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Builds and signs the documents that clients keep. */
@NullMarked
package org.tuttlenetwork.lightweb.pools.signing;

import org.jspecify.annotations.NullMarked;
