// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.host;

import java.util.Optional;

/**
 * A component that refuses its configuration throws an exception that names file, key and value.
 * That sentence is for a person; the hundred lines of stack around it would hide it.
 */
final class RefusedSetting {
    private static final String FILE = "etc/";

    private RefusedSetting() {}

    /** The sentence, where a wrong setting is the root of this failure. */
    static Optional<String> in(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof IllegalArgumentException
                ? Optional.ofNullable(root.getMessage()).filter(text -> text.startsWith(FILE))
                : Optional.empty();
    }
}
