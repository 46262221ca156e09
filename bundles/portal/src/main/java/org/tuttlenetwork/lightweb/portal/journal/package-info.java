// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** The system's journal, for administrators: what they ask to be shown. */
@NullMarked
package org.tuttlenetwork.lightweb.portal.journal;

import org.jspecify.annotations.NullMarked;
