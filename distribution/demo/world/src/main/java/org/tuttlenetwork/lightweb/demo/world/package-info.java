// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** The people and machines of the demo, the same for both stand-ins. */
@NullMarked
package org.tuttlenetwork.lightweb.demo.world;

import org.jspecify.annotations.NullMarked;
