// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** The brake that a restored, older state holds. */
@NullMarked
package org.tuttlenetwork.lightweb.persistence.restored;

import org.jspecify.annotations.NullMarked;
