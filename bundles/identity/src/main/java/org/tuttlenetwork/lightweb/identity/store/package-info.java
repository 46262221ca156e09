// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** The local view in schema {@code identity}. */
@NullMarked
package org.tuttlenetwork.lightweb.identity.store;

import org.jspecify.annotations.NullMarked;
