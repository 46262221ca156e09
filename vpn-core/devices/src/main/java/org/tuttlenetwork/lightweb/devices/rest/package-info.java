// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Devices over HTTP. */
@NullMarked
package org.tuttlenetwork.lightweb.devices.rest;

import org.jspecify.annotations.NullMarked;
