// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** What the classes of the feature that the host is given have in common. */
@NullMarked
package org.tuttlenetwork.lightweb.bench.sample;

import org.jspecify.annotations.NullMarked;
