// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.trust;

/** What a signature is looked at for (DECISIONS 2.7). */
public enum Purpose {
    /** Something new is to run here: an expired key does not count any more. */
    INSTALL,
    /** What was installed is started again: an expired key does, a revoked one does not. */
    START
}
