// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Desired state of the mesh: fragments that features declare, and what became of them. */
@Export
@Version("0.2.0")
@NullMarked
package org.tuttlenetwork.lightweb.api.mesh;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
