// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** What Jetty is told: the handlers around and beside Jersey. */
@NullMarked
package org.tuttlenetwork.lightweb.web.http;

import org.jspecify.annotations.NullMarked;
