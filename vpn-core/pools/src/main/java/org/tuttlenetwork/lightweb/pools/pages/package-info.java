// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** The pages of the weather: which country is good for what, and why. */
@NullMarked
package org.tuttlenetwork.lightweb.pools.pages;

import org.jspecify.annotations.NullMarked;
