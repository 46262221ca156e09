// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** One Jersey application a feature and surface, in immutable generations. */
@NullMarked
package org.tuttlenetwork.lightweb.web.rest;

import org.jspecify.annotations.NullMarked;
