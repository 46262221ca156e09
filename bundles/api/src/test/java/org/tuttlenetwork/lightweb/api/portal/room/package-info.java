// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** A room with texts of its own, for tests. */
@NullMarked
package org.tuttlenetwork.lightweb.api.portal.room;

import org.jspecify.annotations.NullMarked;
