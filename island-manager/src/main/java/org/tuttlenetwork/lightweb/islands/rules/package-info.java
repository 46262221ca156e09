// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** What an island's owner decides for all of it, and what its members agree to. */
@NullMarked
package org.tuttlenetwork.lightweb.islands.rules;

import org.jspecify.annotations.NullMarked;
