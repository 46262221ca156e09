// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Requests, answers and errors in the three shapes that Zitadel uses. */
@NullMarked
package org.tuttlenetwork.lightweb.demo.zitadel.http;

import org.jspecify.annotations.NullMarked;
