// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** VPN nodes: how one is enrolled, registers, gets its configuration, and says that it is well. */
@NullMarked
package org.tuttlenetwork.lightweb.nodes;

import org.jspecify.annotations.NullMarked;
