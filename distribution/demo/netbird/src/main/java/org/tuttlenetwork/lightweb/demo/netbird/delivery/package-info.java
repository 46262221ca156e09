// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** How maps reach peers: affected peers, the account buffer and the debouncer. */
@NullMarked
package org.tuttlenetwork.lightweb.demo.netbird.delivery;

import org.jspecify.annotations.NullMarked;
