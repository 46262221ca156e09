// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.example.garden;

import org.tuttlenetwork.lightweb.api.feed.FeedEntry;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.web.EventStream;

import java.util.Optional;
import java.util.Set;

/** A stream among the paths of a part of the host. */
public final class StrayStream implements EventStream {
    @Override
    public String path() {
        return "/api/v1/islands/stray";
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
        return Optional.empty();
    }
}
