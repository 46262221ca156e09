// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.catalog.rest;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.feed.FeedEntry;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.Directory;
import org.tuttlenetwork.lightweb.api.island.Islands;
import org.tuttlenetwork.lightweb.api.web.EventStream;
import org.tuttlenetwork.lightweb.catalog.Catalog;

import java.util.Optional;
import java.util.Set;

/**
 * Tells a listener that their list of services is to be fetched again; never what changed for
 * somebody else.
 */
@Component(service = EventStream.class)
public final class ServiceStream implements EventStream {
    private final Islands islands;

    @Activate
    public ServiceStream(@Reference Islands islands) {
        this.islands = islands;
    }

    @Override
    public String path() {
        return "/api/v1/services/stream";
    }

    @Override
    public boolean isPublic() {
        return false;
    }

    @Override
    public Set<String> topics() {
        return Set.of(Catalog.TOPIC, Directory.MEMBERSHIP_TOPIC);
    }

    @Override
    public Optional<Event> event(FeedEntry entry, Optional<Caller> caller) {
        return caller.filter(listener -> concerns(entry, listener))
                .map(listener -> new Event("services-changed", "{}"));
    }

    private boolean concerns(FeedEntry entry, Caller listener) {
        if (entry.topic().equals(Directory.MEMBERSHIP_TOPIC)) {
            return entry.key().equals(listener.user().value());
        }
        boolean network = entry.json().replace(" ", "").contains("\"island\":\"\"");
        return network
                || islands.of(listener.user()).stream()
                        .anyMatch(island -> entry.json().contains("\"" + island.slug() + "\""));
    }
}
