// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** The pages of services: what I may reach, and where it is offered. */
@NullMarked
package org.tuttlenetwork.lightweb.catalog.pages;

import org.jspecify.annotations.NullMarked;
