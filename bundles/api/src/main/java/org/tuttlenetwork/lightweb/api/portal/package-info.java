// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Pages inside the portal's shell. */
@Export
@Version("0.3.0")
@NullMarked
package org.tuttlenetwork.lightweb.api.portal;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
