// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Locks of which one host in the fleet holds each. */
@NullMarked
package org.tuttlenetwork.lightweb.persistence.lock;

import org.jspecify.annotations.NullMarked;
