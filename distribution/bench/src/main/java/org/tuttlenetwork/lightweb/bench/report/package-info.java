// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** What came of a bench: statistics, goals, tables, files. */
@NullMarked
package org.tuttlenetwork.lightweb.bench.report;

import org.jspecify.annotations.NullMarked;
