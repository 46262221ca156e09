// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.setup;

import java.util.Optional;

/** Somebody at a terminal, or nobody. */
@FunctionalInterface
public interface Asker {
    /** The answer; empty where nobody sits there. */
    Optional<String> ask(String question);
}
