// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** The build's own checks. */
@NullMarked
package org.tuttlenetwork.lightweb.checks;

import org.jspecify.annotations.NullMarked;
