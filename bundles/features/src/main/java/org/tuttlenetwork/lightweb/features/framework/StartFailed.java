// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.framework;

/** A revision does not start. The message says why, in at most five lines for an administrator. */
public final class StartFailed extends Exception {
    public StartFailed(String why) {
        super(why);
    }

    public StartFailed(String why, Throwable cause) {
        super(why, cause);
    }

    /** Why, never null. */
    public String why() {
        return String.valueOf(getMessage());
    }
}
