// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** The islands' pages: what I am in, who else is, what we may do with each other. */
@NullMarked
package org.tuttlenetwork.lightweb.islands.pages;

import org.jspecify.annotations.NullMarked;
