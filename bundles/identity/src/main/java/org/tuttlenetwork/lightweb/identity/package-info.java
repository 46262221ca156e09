// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Who is calling, who there is, and which roles they have: the only room that talks to Zitadel. */
@NullMarked
package org.tuttlenetwork.lightweb.identity;

import org.jspecify.annotations.NullMarked;
