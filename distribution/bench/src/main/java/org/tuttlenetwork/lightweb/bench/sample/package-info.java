// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** The feature that the host is given. */
@NullMarked
package org.tuttlenetwork.lightweb.bench.sample;

import org.jspecify.annotations.NullMarked;
