// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** The catalogue over HTTP. */
@NullMarked
package org.tuttlenetwork.lightweb.catalog.rest;

import org.jspecify.annotations.NullMarked;
