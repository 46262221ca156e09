// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** What was answered to a POST that names itself, so that sending it again does nothing twice. */
@NullMarked
package org.tuttlenetwork.lightweb.web.idempotency;

import org.jspecify.annotations.NullMarked;
