// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** The listeners, their settings, and what the web room knows of the other rooms. */
@NullMarked
package org.tuttlenetwork.lightweb.web;

import org.jspecify.annotations.NullMarked;
