// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** The client of Zitadel: calls, events and webhooks in its own words. */
@NullMarked
package org.tuttlenetwork.lightweb.identity.zitadel;

import org.jspecify.annotations.NullMarked;
