// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** The one entity of the plain program. */
@NullMarked
package org.tuttlenetwork.lightweb.bench.plain.store;

import org.jspecify.annotations.NullMarked;
