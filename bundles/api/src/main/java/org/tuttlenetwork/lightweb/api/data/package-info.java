// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * A feature's own schema in PostgreSQL: transactions, and what may be written in the same
 * transaction.
 */
@Export
@Version("0.7.0")
@NullMarked
package org.tuttlenetwork.lightweb.api.data;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
