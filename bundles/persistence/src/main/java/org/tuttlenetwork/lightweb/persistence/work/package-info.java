// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Work that is done later, over all hosts, on db-scheduler. */
@NullMarked
package org.tuttlenetwork.lightweb.persistence.work;

import org.jspecify.annotations.NullMarked;
