// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Installs, updates and takes back features while the host runs. */
@NullMarked
package org.tuttlenetwork.lightweb.features;

import org.jspecify.annotations.NullMarked;
