// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Readiness: whether a part of the host can do its work, and why not. */
@Export
@Version("0.2.0")
@NullMarked
package org.tuttlenetwork.lightweb.api.health;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
