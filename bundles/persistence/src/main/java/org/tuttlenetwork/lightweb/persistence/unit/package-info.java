// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Persistence units: migrations, Hibernate, transactions in the unit's own role. */
@NullMarked
package org.tuttlenetwork.lightweb.persistence.unit;

import org.jspecify.annotations.NullMarked;
