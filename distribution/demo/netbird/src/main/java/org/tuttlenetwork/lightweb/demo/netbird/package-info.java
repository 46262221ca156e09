// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** A stand-in for NetBird's management API, as strict as v0.77.1. */
@NullMarked
package org.tuttlenetwork.lightweb.demo.netbird;

import org.jspecify.annotations.NullMarked;
