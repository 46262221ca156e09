// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Devices in the schema of their own. */
@NullMarked
package org.tuttlenetwork.lightweb.devices.store;

import org.jspecify.annotations.NullMarked;
