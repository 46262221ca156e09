// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Measures the host beside plain programs, and repeats what must never fail. */
@NullMarked
package org.tuttlenetwork.lightweb.bench;

import org.jspecify.annotations.NullMarked;
