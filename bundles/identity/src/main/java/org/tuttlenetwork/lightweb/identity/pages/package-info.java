// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Portal pages about people and what Zitadel tells of them. */
@NullMarked
package org.tuttlenetwork.lightweb.identity.pages;

import org.jspecify.annotations.NullMarked;
