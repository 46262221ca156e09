// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** What would happen if an archive were applied: decided before anything is touched. */
@NullMarked
package org.tuttlenetwork.lightweb.features.plan;

import org.jspecify.annotations.NullMarked;
