// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** What the tests pack as a feature: one of everything that a plugin can bring. */
@NullMarked
package org.tuttlenetwork.lightweb.sample;

import org.jspecify.annotations.NullMarked;
