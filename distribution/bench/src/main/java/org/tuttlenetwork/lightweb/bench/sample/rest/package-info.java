// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** What the feature serves. */
@NullMarked
package org.tuttlenetwork.lightweb.bench.sample.rest;

import org.jspecify.annotations.NullMarked;
