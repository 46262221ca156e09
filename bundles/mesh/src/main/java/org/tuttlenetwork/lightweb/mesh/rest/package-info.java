// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** The mesh over HTTP, for administrators. */
@NullMarked
package org.tuttlenetwork.lightweb.mesh.rest;

import org.jspecify.annotations.NullMarked;
