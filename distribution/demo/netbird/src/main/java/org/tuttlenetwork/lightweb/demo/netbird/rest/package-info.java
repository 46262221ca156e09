// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** The calls of the management API, one class a noun. */
@NullMarked
package org.tuttlenetwork.lightweb.demo.netbird.rest;

import org.jspecify.annotations.NullMarked;
