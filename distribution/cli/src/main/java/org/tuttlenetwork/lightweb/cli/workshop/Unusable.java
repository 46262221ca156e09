// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.workshop;

/** What a command was given cannot be used; the message says why, and what to do. */
public final class Unusable extends Exception {
    public Unusable(String why) {
        super(why);
    }

    public Unusable(String why, Throwable cause) {
        super(why, cause);
    }
}
