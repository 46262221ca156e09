// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** The OpenAPI document of the resources that are there at the moment. */
@NullMarked
package org.tuttlenetwork.lightweb.web.rest.openapi;

import org.jspecify.annotations.NullMarked;
