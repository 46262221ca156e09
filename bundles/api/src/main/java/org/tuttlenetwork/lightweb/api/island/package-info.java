// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** What other features may know of islands. */
@Export
@Version("0.2.0")
@NullMarked
package org.tuttlenetwork.lightweb.api.island;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
