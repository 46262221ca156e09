// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** The weather over HTTP: signed documents for everybody, changes for administrators. */
@NullMarked
package org.tuttlenetwork.lightweb.pools.rest;

import org.jspecify.annotations.NullMarked;
