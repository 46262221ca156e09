// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.store;

import java.time.Instant;

/**
 * When something came to be and when it last changed.
 *
 * @param created the first event's time, in microseconds
 * @param changed the last event's time
 * @param sequence the last event's number within its aggregate
 */
public record Stamp(Instant created, Instant changed, long sequence) {
    Stamp after(Event event) {
        return new Stamp(created, event.creationDate(), event.sequence());
    }

    static Stamp of(Event event) {
        return new Stamp(event.creationDate(), event.creationDate(), event.sequence());
    }
}
