// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * Users' exit devices: a key that is made on the device, addresses, and the configuration for
 * WireGuard.
 */
@NullMarked
package org.tuttlenetwork.lightweb.devices;

import org.jspecify.annotations.NullMarked;
