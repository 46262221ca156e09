// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** What administrators ask the database's room over REST. */
@NullMarked
package org.tuttlenetwork.lightweb.persistence.rest;

import org.jspecify.annotations.NullMarked;
