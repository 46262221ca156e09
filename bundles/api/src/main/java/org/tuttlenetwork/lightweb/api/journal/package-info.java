// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * The append-only journal: who changed what, when, and what it was before and after. It names
 * people by id only, and no entry is ever altered or removed.
 */
@Export
@Version("0.1.0")
@NullMarked
package org.tuttlenetwork.lightweb.api.journal;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
