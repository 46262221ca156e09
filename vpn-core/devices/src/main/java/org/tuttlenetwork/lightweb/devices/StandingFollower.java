// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.devices;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.feed.FeedConsumer;
import org.tuttlenetwork.lightweb.api.feed.FeedEntry;
import org.tuttlenetwork.lightweb.api.identity.Directory;
import org.tuttlenetwork.lightweb.api.identity.UserId;

import java.util.Set;

/** Takes the devices of who is locked, deactivated or removed off their nodes at once. */
@Component(service = FeedConsumer.class)
public final class StandingFollower implements FeedConsumer {
    private final DeviceService service;

    @Activate
    public StandingFollower(@Reference DeviceService service) {
        this.service = service;
    }

    @Override
    public String name() {
        return "standing";
    }

    @Override
    public Set<String> topics() {
        return Set.of(Directory.MEMBERSHIP_TOPIC);
    }

    @Override
    public void accept(FeedEntry entry) {
        service.takeOffUnlessEntitled(new UserId(entry.key()));
    }
}
