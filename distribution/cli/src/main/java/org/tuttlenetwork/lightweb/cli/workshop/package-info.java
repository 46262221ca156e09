// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** What the author of a feature does, without a host: make it, pack it, sign it, look at it. */
@NullMarked
package org.tuttlenetwork.lightweb.cli.workshop;

import org.jspecify.annotations.NullMarked;
