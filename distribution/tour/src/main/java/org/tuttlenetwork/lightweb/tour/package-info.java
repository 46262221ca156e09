// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** The tour: every way through the house, over public interfaces only. */
@NullMarked
package org.tuttlenetwork.lightweb.tour;

import org.jspecify.annotations.NullMarked;
