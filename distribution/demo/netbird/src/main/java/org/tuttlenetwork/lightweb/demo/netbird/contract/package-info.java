// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Checks requests and answers against NetBird's OpenAPI file and the known departures from it. */
@NullMarked
package org.tuttlenetwork.lightweb.demo.netbird.contract;

import org.jspecify.annotations.NullMarked;
