// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** One verified file of all that a host must not lose, and the way back from it. */
@NullMarked
package org.tuttlenetwork.lightweb.persistence.backup;

import org.jspecify.annotations.NullMarked;
