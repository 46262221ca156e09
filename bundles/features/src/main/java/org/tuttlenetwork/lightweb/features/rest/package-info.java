// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Features over HTTP, for administrators. */
@NullMarked
package org.tuttlenetwork.lightweb.features.rest;

import org.jspecify.annotations.NullMarked;
