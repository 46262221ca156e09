// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Connects a real Zitadel and a real NetBird. */
@NullMarked
package org.tuttlenetwork.lightweb.cli.setup;

import org.jspecify.annotations.NullMarked;
