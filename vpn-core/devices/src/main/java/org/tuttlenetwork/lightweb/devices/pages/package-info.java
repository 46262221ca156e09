// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** The pages of devices: which I have in the mesh, which I go out with, and how to set one up. */
@NullMarked
package org.tuttlenetwork.lightweb.devices.pages;

import org.jspecify.annotations.NullMarked;
