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

/** Carries every change of somebody's effective roles, wherever it was made, into the mesh. */
@Component(service = FeedConsumer.class)
public final class MembershipFollower implements FeedConsumer {
    private final IslandService service;

    @Activate
    public MembershipFollower(@Reference IslandService service) {
        this.service = service;
    }

    @Override
    public String name() {
        return "membership";
    }

    @Override
    public Set<String> topics() {
        return Set.of(Directory.MEMBERSHIP_TOPIC);
    }

    @Override
    public void accept(FeedEntry entry) {
        service.membershipChanged(new UserId(entry.key()));
    }
}
