// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Islands: private communities whose roles in Zitadel become groups and policies of the mesh. */
@NullMarked
package org.tuttlenetwork.lightweb.islands;

import org.jspecify.annotations.NullMarked;
