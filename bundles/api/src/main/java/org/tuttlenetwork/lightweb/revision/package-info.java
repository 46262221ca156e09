// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** The one filter by active revision, which every registry shares. Not exported. */
@NullMarked
package org.tuttlenetwork.lightweb.revision;

import org.jspecify.annotations.NullMarked;
