// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** The system's journal as a page. */
@NullMarked
package org.tuttlenetwork.lightweb.portal.journal.pages;

import org.jspecify.annotations.NullMarked;
