// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.rest;

import org.osgi.service.component.annotations.Component;
import org.tuttlenetwork.lightweb.api.feed.FeedEntry;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.vpn.Admission;
import org.tuttlenetwork.lightweb.api.web.EventStream;

import java.util.Optional;
import java.util.Set;

/** Says that there is a new signed document; whoever listens fetches and verifies it. */
@Component(service = EventStream.class)
public final class PoolsStream implements EventStream {
    @Override
    public String path() {
        return "/api/v1/pools/stream";
    }

    @Override
    public boolean isPublic() {
        return true;
    }

    @Override
    public Set<String> topics() {
        return Set.of(Admission.TOPIC);
    }

    @Override
    public Optional<Event> event(FeedEntry entry, Optional<Caller> caller) {
        return switch (entry.key()) {
            case "tuttle-pools" -> Optional.of(new Event("pools-changed", entry.json()));
            case "nodes" -> Optional.of(new Event("nodes-changed", "{}"));
            default -> Optional.empty();
        };
    }
}
