// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** The PKI over HTTP. */
@NullMarked
package org.tuttlenetwork.lightweb.pki.rest;

import org.jspecify.annotations.NullMarked;
