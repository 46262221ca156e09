// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Who is calling, who there is, and which roles they have. */
@Export
@Version("0.3.0")
@NullMarked
package org.tuttlenetwork.lightweb.api.identity;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
