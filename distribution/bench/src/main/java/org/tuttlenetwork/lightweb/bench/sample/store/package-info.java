// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** The one entity of the feature that has one. */
@NullMarked
package org.tuttlenetwork.lightweb.bench.sample.store;

import org.jspecify.annotations.NullMarked;
