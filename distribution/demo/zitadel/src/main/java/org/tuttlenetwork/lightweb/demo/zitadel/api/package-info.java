// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Zitadel's management calls: authorizations, projects, users, events. */
@NullMarked
package org.tuttlenetwork.lightweb.demo.zitadel.api;

import org.jspecify.annotations.NullMarked;
