// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Legislative Weather: from what is known of a country's law to axes, climate and pools. Pure. */
@NullMarked
package org.tuttlenetwork.lightweb.pools;

import org.jspecify.annotations.NullMarked;
