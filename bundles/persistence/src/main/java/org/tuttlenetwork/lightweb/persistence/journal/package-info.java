// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** The journal's table. */
@NullMarked
package org.tuttlenetwork.lightweb.persistence.journal;

import org.jspecify.annotations.NullMarked;
