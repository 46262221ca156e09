// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * What a client app needs to trust LightWeb's signed documents: verify, keep, follow. A plain
 * library on Jackson and the JDK.
 */
@NullMarked
package org.tuttlenetwork.lightweb.vpn.client;

import org.jspecify.annotations.NullMarked;
