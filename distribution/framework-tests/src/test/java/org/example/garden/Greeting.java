// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.example.garden;

import java.util.function.Supplier;

/** A service that the feature offers itself, by a type that all revisions share. */
public final class Greeting implements Supplier<String> {
    @Override
    public String get() {
        return Revision.OF_CLASS;
    }
}
