// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.archive;

/**
 * An archive that is refused. The message says which rule it breaks, in words for an administrator.
 */
public final class ArchiveRefused extends Exception {
    public ArchiveRefused(String why) {
        super(why);
    }

    public ArchiveRefused(String why, Throwable cause) {
        super(why, cause);
    }

    /** Why, never null. */
    public String why() {
        return String.valueOf(getMessage());
    }
}
