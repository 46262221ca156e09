// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Instances in the schema of their own. */
@NullMarked
package org.tuttlenetwork.lightweb.catalog.store;

import org.jspecify.annotations.NullMarked;
