// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** The host: options in, a running framework out, and an exit code that tells how it went. */
@NullMarked
package org.tuttlenetwork.lightweb.host;

import org.jspecify.annotations.NullMarked;
