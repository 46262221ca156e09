// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** How a feature contributes REST resources, pages, streams and prepared answers. */
@Export
@Version("0.3.0")
@NullMarked
package org.tuttlenetwork.lightweb.api.web;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
