// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.osgi.framework.BundleException;

/** What the framework says, for people. */
final class FrameworkWords {
    private FrameworkWords() {}

    /** The framework's reason in at most five lines. */
    static String explain(BundleException e) {
        String message = String.valueOf(e.getMessage());
        Throwable cause = e.getCause();
        String whole = cause == null ? message : message + ": " + cause.getMessage();
        return String.join("\n", whole.lines().limit(5).toList());
    }
}
