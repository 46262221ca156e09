// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Feature archives: reading and distrusting them. */
@NullMarked
package org.tuttlenetwork.lightweb.features.archive;

import org.jspecify.annotations.NullMarked;
