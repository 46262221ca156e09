// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Islands over HTTP. */
@NullMarked
package org.tuttlenetwork.lightweb.islands.rest;

import org.jspecify.annotations.NullMarked;
