// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Calls from this machine to Zitadel and NetBird themselves, without a host between. */
@NullMarked
package org.tuttlenetwork.lightweb.cli.server;

import org.jspecify.annotations.NullMarked;
