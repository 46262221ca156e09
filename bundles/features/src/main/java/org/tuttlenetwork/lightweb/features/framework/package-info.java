// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Revisions of features as bundles: installed, started, checked, switched, dropped. */
@NullMarked
package org.tuttlenetwork.lightweb.features.framework;

import org.jspecify.annotations.NullMarked;
