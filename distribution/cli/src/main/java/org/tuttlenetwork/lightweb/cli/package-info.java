// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** The command line: a client of the host's REST interface. */
@NullMarked
package org.tuttlenetwork.lightweb.cli;

import org.jspecify.annotations.NullMarked;
