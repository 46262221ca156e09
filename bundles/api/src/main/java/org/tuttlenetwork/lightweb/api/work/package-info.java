// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Work that is done later or again and again, shared by all hosts through PostgreSQL. */
@Export
@Version("0.2.0")
@NullMarked
package org.tuttlenetwork.lightweb.api.work;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
