// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** The change feed: numbering, reading, telling. */
@NullMarked
package org.tuttlenetwork.lightweb.persistence.feed;

import org.jspecify.annotations.NullMarked;
