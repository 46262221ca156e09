// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Which feature's code holds processors and threads, as far as one JVM lets it be seen. */
@NullMarked
package org.tuttlenetwork.lightweb.features.load;

import org.jspecify.annotations.NullMarked;
