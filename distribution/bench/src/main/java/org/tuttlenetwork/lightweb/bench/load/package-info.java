// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** What a client meets: requests on their own connections, and what came of them. */
@NullMarked
package org.tuttlenetwork.lightweb.bench.load;

import org.jspecify.annotations.NullMarked;
