// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Dumps of schemas over JDBC alone: written, read back, loaded again. */
@NullMarked
package org.tuttlenetwork.lightweb.persistence.dump;

import org.jspecify.annotations.NullMarked;
