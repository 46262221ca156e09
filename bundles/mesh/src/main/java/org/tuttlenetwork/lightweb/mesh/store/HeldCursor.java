// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.store;

import java.util.Optional;

/** Where a page of what is held ends. */
public record HeldCursor(String feature, String fragment, String id) {
    /** Before all. */
    public static final HeldCursor START = new HeldCursor("", "", "");

    /** After this one. */
    public static HeldCursor of(HeldChange change) {
        return new HeldCursor(
                change.effect().key().feature(),
                change.effect().key().fragment(),
                change.effect().id());
    }

    /** As it was written; empty for anything else. */
    public static Optional<HeldCursor> read(String text) {
        int first = text.indexOf('/');
        int last = text.lastIndexOf('/');
        return first < 1 || last == first
                ? Optional.empty()
                : Optional.of(
                        new HeldCursor(
                                text.substring(0, first),
                                text.substring(first + 1, last),
                                text.substring(last + 1)));
    }

    @Override
    public String toString() {
        return feature + "/" + fragment + "/" + id;
    }
}
