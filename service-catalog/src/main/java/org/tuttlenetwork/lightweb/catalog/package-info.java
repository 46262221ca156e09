// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** The catalogue: which services exist, where they run, and who may reach them. */
@NullMarked
package org.tuttlenetwork.lightweb.catalog;

import org.jspecify.annotations.NullMarked;
