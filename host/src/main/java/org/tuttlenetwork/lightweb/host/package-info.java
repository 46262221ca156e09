// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** The host: a framework, its configuration and logs, and words for what is wrong. */
@NullMarked
package org.tuttlenetwork.lightweb.host;

import org.jspecify.annotations.NullMarked;
