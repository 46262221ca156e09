// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** What is installed, in the schema of its own. */
@NullMarked
package org.tuttlenetwork.lightweb.features.store;

import org.jspecify.annotations.NullMarked;
