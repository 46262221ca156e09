// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** A stand-in for Zitadel: how it is started, stopped and controlled. */
@NullMarked
package org.tuttlenetwork.lightweb.demo.zitadel;

import org.jspecify.annotations.NullMarked;
