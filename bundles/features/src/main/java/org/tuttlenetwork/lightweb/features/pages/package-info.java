// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Portal pages about features. */
@NullMarked
package org.tuttlenetwork.lightweb.features.pages;

import org.jspecify.annotations.NullMarked;
