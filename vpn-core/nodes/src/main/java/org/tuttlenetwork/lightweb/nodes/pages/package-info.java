// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Portal pages about nodes. */
@NullMarked
package org.tuttlenetwork.lightweb.nodes.pages;

import org.jspecify.annotations.NullMarked;
