// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Operations, oneself, held revocations and the webhook over HTTP. */
@NullMarked
package org.tuttlenetwork.lightweb.identity.rest;

import org.jspecify.annotations.NullMarked;
