// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * PostgreSQL for bundles: a supervised server, a schema and role for each unit, transactions, the
 * feed, and queued work.
 */
@NullMarked
package org.tuttlenetwork.lightweb.persistence;

import org.jspecify.annotations.NullMarked;
