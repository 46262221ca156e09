// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Verifies access tokens. */
@NullMarked
package org.tuttlenetwork.lightweb.identity.token;

import org.jspecify.annotations.NullMarked;
