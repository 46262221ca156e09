// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Actions v2: events posted to one target, signed, in one attempt. */
@NullMarked
package org.tuttlenetwork.lightweb.demo.zitadel.webhook;

import org.jspecify.annotations.NullMarked;
