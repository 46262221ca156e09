// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** What the stand-in knows: users, roles, authorizations, events, and the file they are kept in. */
@NullMarked
package org.tuttlenetwork.lightweb.demo.zitadel.store;

import org.jspecify.annotations.NullMarked;
