// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.portal;

/** Which colours a page is shown in. */
public enum Appearance {
    /** As the device asks. */
    DEVICE,
    LIGHT,
    DARK
}
