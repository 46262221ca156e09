// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** The system's journal over REST. */
@NullMarked
package org.tuttlenetwork.lightweb.portal.journal.rest;

import org.jspecify.annotations.NullMarked;
