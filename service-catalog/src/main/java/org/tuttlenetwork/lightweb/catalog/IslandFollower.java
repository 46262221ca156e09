// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.catalog;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.feed.FeedConsumer;
import org.tuttlenetwork.lightweb.api.feed.FeedEntry;
import org.tuttlenetwork.lightweb.api.island.Islands;

import java.util.Set;
import java.util.UUID;

/** Takes services away with the island that they were placed on. */
@Component(service = FeedConsumer.class)
public final class IslandFollower implements FeedConsumer {
    private final Catalog catalog;

    @Activate
    public IslandFollower(@Reference Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public String name() {
        return "islands";
    }

    @Override
    public Set<String> topics() {
        return Set.of(Islands.TOPIC);
    }

    @Override
    public void accept(FeedEntry entry) {
        catalog.islandChanged(UUID.fromString(entry.key()));
    }
}
