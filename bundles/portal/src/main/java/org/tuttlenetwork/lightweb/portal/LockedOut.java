// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.portal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.feed.FeedConsumer;
import org.tuttlenetwork.lightweb.api.feed.FeedEntry;
import org.tuttlenetwork.lightweb.api.identity.Directory;
import org.tuttlenetwork.lightweb.api.identity.UserId;

import java.util.Set;

/** Ends the sessions of whoever is locked or deactivated, also if only for a moment. */
@Component(service = FeedConsumer.class)
public final class LockedOut implements FeedConsumer {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final PortalSessions sessions;

    @Activate
    public LockedOut(@Reference PortalSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public String name() {
        return "locked-out";
    }

    @Override
    public Set<String> topics() {
        return Set.of(Directory.MEMBERSHIP_TOPIC);
    }

    @Override
    public void accept(FeedEntry entry) {
        if (!isActive(entry.json())) {
            sessions.endAll(new UserId(entry.key()));
        }
    }

    private static boolean isActive(String json) {
        try {
            return MAPPER.readTree(json).path("active").asBoolean(true);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The feed holds what is not JSON", e);
        }
    }
}
