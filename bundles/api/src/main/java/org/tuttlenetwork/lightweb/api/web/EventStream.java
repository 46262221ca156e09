// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.web;

import org.tuttlenetwork.lightweb.api.feed.FeedEntry;
import org.tuttlenetwork.lightweb.api.identity.Caller;

import java.util.Optional;
import java.util.Set;

/**
 * A service that turns the change feed into a stream of server-sent events on one exact path. The
 * web room keeps the connection: {@code id} is the feed's number, {@code Last-Event-ID} resumes, a
 * comment goes out every 20 s. Where the feed no longer has what followed {@code Last-Event-ID}, an
 * event {@code reset} comes first: read everything anew. A non-public stream ends when its token is
 * no longer good.
 */
public interface EventStream {
    /** The exact path, for example {@code /api/v1/pools/stream}. */
    String path();

    /** Whether anybody may listen; otherwise a bearer token is needed. */
    boolean isPublic();

    /** Which topics of the feed. */
    Set<String> topics();

    /**
     * What one listener is told of an entry. Called on the feed's thread, once a listener: it must
     * be quick.
     *
     * @param entry what changed
     * @param caller who listens; empty on a public stream
     * @return the event, or empty where this listener must not or need not know
     */
    Optional<Event> event(FeedEntry entry, Optional<Caller> caller);

    /**
     * A server-sent event.
     *
     * @param name the {@code event} field
     * @param json the {@code data} field
     */
    record Event(String name, String json) {}
}
