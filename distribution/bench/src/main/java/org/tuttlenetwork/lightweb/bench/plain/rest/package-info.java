// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** The resources of the plain programs. */
@NullMarked
package org.tuttlenetwork.lightweb.bench.plain.rest;

import org.jspecify.annotations.NullMarked;
