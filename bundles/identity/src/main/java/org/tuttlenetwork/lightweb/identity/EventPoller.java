// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.identity.zitadel.Listing;
import org.tuttlenetwork.lightweb.identity.zitadel.ZitadelEvent;
import org.tuttlenetwork.lightweb.identity.zitadel.ZitadelException;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Reads Zitadel's event store (contract §1.5): the catch-up, and all there is without a webhook.
 */
final class EventPoller {
    /** Events are read again for so long, because they become visible out of order. */
    static final Duration OVERLAP = Duration.ofSeconds(10);

    /** For so long an event that comes again is known. */
    static final Duration REMEMBERED = Duration.ofMinutes(15);

    private static final Logger LOG = LoggerFactory.getLogger(EventPoller.class);

    /** How far Zitadel's clock may be behind ours. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private static final Duration PAUSE_WHERE_DENIED = Duration.ofMinutes(10);
    private static final int MAX_PAGES = 100;

    private final Room room;
    private final Events events;
    private Instant notBefore = Instant.MIN;

    EventPoller(Room room, Events events) {
        this.room = room;
        this.events = events;
    }

    /**
     * One poll.
     *
     * @return whether everything must be read, because an event says too little
     */
    boolean run() {
        Optional<Instant> cursor = room.database().read(room.hints()::cursor);
        if (cursor.isEmpty() || room.now().isBefore(notBefore)) {
            // The first full reading sets the cursor to the time that it began.
            return false;
        }
        try {
            Instant start = room.now();
            boolean everything = polled(cursor.get().minus(OVERLAP), start);
            room.pulse().answered();
            return everything;
        } catch (ZitadelException e) {
            if (e.isDenied()) {
                notBefore = room.now().plus(PAUSE_WHERE_DENIED);
                LOG.warn(
                        "The service user may not read Zitadel's events (IAM_OWNER_VIEWER): changes"
                                + " made there are seen by the webhook and by full readings only");
            } else {
                room.pulse().failed(e);
            }
            return false;
        }
    }

    private boolean polled(Instant from, Instant start) {
        boolean everything = false;
        Instant after = from;
        for (int page = 0; page < MAX_PAGES; page++) {
            Listing<ZitadelEvent> found = room.zitadel().eventsAfter(after);
            for (ZitadelEvent event : found.items()) {
                everything |= events.apply(event);
            }
            Instant last = found.items().isEmpty() ? after : found.items().getLast().at();
            if (found.complete()) {
                // In quiet times too the last events are not read for ever.
                Instant all = start.minus(SKEW);
                advance(last.isAfter(all) ? last : all);
                break;
            }
            advance(last);
            // Others of the same instant may not have fitted on the page.
            Instant next = last.minus(1, ChronoUnit.MICROS);
            if (!next.isAfter(after)) {
                break;
            }
            after = next;
        }
        return everything;
    }

    private void advance(Instant at) {
        room.database()
                .write(
                        transaction -> {
                            room.hints().advance(transaction, at);
                            room.hints().forgetEvents(transaction, room.now().minus(REMEMBERED));
                            return Boolean.TRUE;
                        });
    }
}
