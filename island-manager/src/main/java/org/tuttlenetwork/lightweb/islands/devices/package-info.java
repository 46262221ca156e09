// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Devices that come to an island without a login, each by a setup key made for it alone. */
@NullMarked
package org.tuttlenetwork.lightweb.islands.devices;

import org.jspecify.annotations.NullMarked;
