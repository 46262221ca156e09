// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** How the host is, for administrators. */
@NullMarked
package org.tuttlenetwork.lightweb.portal.pages;

import org.jspecify.annotations.NullMarked;
