// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** The same resource deployed, changed and taken away: by the host, and by Karaf. */
@NullMarked
package org.tuttlenetwork.lightweb.bench.deploy;

import org.jspecify.annotations.NullMarked;
