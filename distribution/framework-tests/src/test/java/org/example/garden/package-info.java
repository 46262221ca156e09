// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** What the tests pack as a feature: one of everything that a plugin can bring. */
@NullMarked
package org.example.garden;

import org.jspecify.annotations.NullMarked;
