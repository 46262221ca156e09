// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** What the rooms of the VPN share: pools, nodes, placements. */
@Export
@Version("0.3.0")
@NullMarked
package org.tuttlenetwork.lightweb.api.vpn;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
