// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** The tokens that NetBird is called with: which ones, how long they last, and the next ones. */
@NullMarked
package org.tuttlenetwork.lightweb.mesh.token;

import org.jspecify.annotations.NullMarked;
