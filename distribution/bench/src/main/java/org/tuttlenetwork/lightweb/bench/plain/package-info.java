// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** What the host is measured beside: honest small programs on the same libraries. */
@NullMarked
package org.tuttlenetwork.lightweb.bench.plain;

import org.jspecify.annotations.NullMarked;
