// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** What the stand-in knows: the account and everything in it. */
@NullMarked
package org.tuttlenetwork.lightweb.demo.netbird.state;

import org.jspecify.annotations.NullMarked;
