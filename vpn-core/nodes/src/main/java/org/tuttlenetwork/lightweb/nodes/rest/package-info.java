// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Nodes over HTTP: one side for administrators, one for the nodes themselves. */
@NullMarked
package org.tuttlenetwork.lightweb.nodes.rest;

import org.jspecify.annotations.NullMarked;
