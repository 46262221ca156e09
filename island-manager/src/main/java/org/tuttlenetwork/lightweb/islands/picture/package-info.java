// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** The pictures of islands. */
@NullMarked
package org.tuttlenetwork.lightweb.islands.picture;

import org.jspecify.annotations.NullMarked;
