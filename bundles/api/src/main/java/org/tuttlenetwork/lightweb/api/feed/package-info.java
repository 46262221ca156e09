// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** The one change feed: what changed, in order, for everything that streams or reacts. */
@Export
@Version("0.2.0")
@NullMarked
package org.tuttlenetwork.lightweb.api.feed;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
