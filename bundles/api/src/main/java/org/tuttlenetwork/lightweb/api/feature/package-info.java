// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * Features: their ids, and which of their revisions counts right now, and what a new one must pass.
 */
@Export
@Version("0.4.0")
@NullMarked
package org.tuttlenetwork.lightweb.api.feature;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
