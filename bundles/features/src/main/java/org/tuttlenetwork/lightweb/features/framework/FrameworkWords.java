// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.framework;

/** What the framework and bundles throw, for people. */
final class FrameworkWords {
    private static final int MOST_LINES = 5;

    private FrameworkWords() {}

    /** The reason in at most five lines: the outer words and the innermost ones. */
    static String explain(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String outer = words(thrown);
        String whole = thrown.getCause() == null ? outer : outer + ": " + words(root);
        return String.join("\n", whole.lines().limit(MOST_LINES).toList());
    }

    private static String words(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null ? thrown.getClass().getName() : message;
    }
}
