// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity.store;

import org.tuttlenetwork.lightweb.identity.store.Hints.HeldRow;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** Where a page of what is held ends: what is released meanwhile moves nothing. */
public record HeldCursor(Instant found, String kind, String id) {
    /** Before all. */
    public static final HeldCursor START = new HeldCursor(Instant.EPOCH, "", "");

    /** After this one. */
    public static HeldCursor of(HeldRow row) {
        return new HeldCursor(row.found(), row.kind(), row.id());
    }

    /** As it was written; empty for anything else. */
    public static Optional<HeldCursor> read(String text) {
        String[] parts = text.split("/", 3);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(new HeldCursor(Instant.parse(parts[0]), parts[1], parts[2]));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return found + "/" + kind + "/" + id;
    }
}
