// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.doctor;

/** How it stands with something. */
public enum Level {
    OK,
    /** It works, and somebody should look at it. */
    WARN,
    FAIL,
    /** It was not looked at. */
    SKIP
}
