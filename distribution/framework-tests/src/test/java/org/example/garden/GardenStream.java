// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.example.garden;

import org.tuttlenetwork.lightweb.api.feed.FeedEntry;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.web.EventStream;

import java.util.Optional;
import java.util.Set;

/** What is planted, for everybody who listens. */
public final class GardenStream implements EventStream {
    @Override
    public String path() {
        return "/api/v1/garden/stream";
    }

    @Override
    public boolean isPublic() {
        return true;
    }

    @Override
    public Set<String> topics() {
        return Set.of("garden");
    }

    @Override
    public Optional<Event> event(FeedEntry entry, Optional<Caller> caller) {
        Trouble.at("event");
        Notes.add("event", entry.key());
        return Optional.of(new Event("planted", "\"" + Revision.OF_CLASS + "\""));
    }
}
