// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Whom an administrator trusts to bring code, and what a feature asks for. */
@NullMarked
package org.tuttlenetwork.lightweb.features.trust;

import org.jspecify.annotations.NullMarked;
