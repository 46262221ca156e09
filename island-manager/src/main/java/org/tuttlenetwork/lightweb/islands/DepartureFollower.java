// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.feed.FeedConsumer;
import org.tuttlenetwork.lightweb.api.feed.FeedEntry;
import org.tuttlenetwork.lightweb.api.identity.Directory;
import org.tuttlenetwork.lightweb.api.identity.UserId;

import java.util.Set;

/**
 * Carries departures into the mesh, and nothing else: in a line of its own, so that whoever loses a
 * role does not wait until a thousand others have theirs.
 */
@Component(service = FeedConsumer.class)
public final class DepartureFollower implements FeedConsumer {
    private final IslandService service;

    @Activate
    public DepartureFollower(@Reference IslandService service) {
        this.service = service;
    }

    @Override
    public String name() {
        return "departures";
    }

    @Override
    public Set<String> topics() {
        return Set.of(Directory.MEMBERSHIP_TOPIC);
    }

    @Override
    public void accept(FeedEntry entry) {
        service.departed(new UserId(entry.key()));
    }
}
