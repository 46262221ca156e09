// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** The embedded PostgreSQL: its binaries, its cluster, its process. */
@NullMarked
package org.tuttlenetwork.lightweb.persistence.server;

import org.jspecify.annotations.NullMarked;
