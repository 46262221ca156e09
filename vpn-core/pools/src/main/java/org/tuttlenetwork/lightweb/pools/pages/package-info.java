// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** The weather as pages: a table of countries, and each country with its reasons. */
@NullMarked
package org.tuttlenetwork.lightweb.pools.pages;

import org.jspecify.annotations.NullMarked;
