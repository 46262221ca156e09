// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Apache Karaf as it is shipped, beside the host. */
@NullMarked
package org.tuttlenetwork.lightweb.bench.karaf;

import org.jspecify.annotations.NullMarked;
