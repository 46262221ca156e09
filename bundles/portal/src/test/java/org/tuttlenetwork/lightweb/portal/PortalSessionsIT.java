// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.portal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tuttlenetwork.lightweb.api.feed.FeedEntry;
import org.tuttlenetwork.lightweb.api.identity.Directory;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.persistence.testing.TestDatabase;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

class PortalSessionsIT {
    private static final UserId MIA = new UserId("mia");

    private final TestDatabase database = TestDatabase.start();
    private final OnePerson people = new OnePerson("mia");
    private final PortalSessions sessions =
            new PortalSessions(
                    Duration.ofHours(1),
                    database.unit("portal", List.of(), PortalSessions.class),
                    people,
                    Clock.systemUTC());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void bringsNoSessionBackOfSomebodyWhoWasLocked() {
        String cookie = sessions.open(MIA, "Mia");
        String other = sessions.open(MIA, "Mia");
        assertThat(sessions.find(cookie)).isPresent();
        people.active = false;
        assertThat(sessions.find(cookie)).isEmpty();
        people.active = true;
        assertThat(sessions.find(cookie)).isEmpty();
        assertThat(sessions.find(other)).isEmpty();
        assertThat(sessions.find(sessions.open(MIA, "Mia"))).isPresent();
    }

    @Test
    void endsTheSessionsOfSomebodyWhoIsLockedThoughNobodyLooks() {
        String cookie = sessions.open(MIA, "Mia");
        LockedOut consumer = new LockedOut(sessions);
        consumer.accept(entry("{\"user\":\"mia\"}"));
        assertThat(sessions.find(cookie)).isPresent();
        consumer.accept(entry("{\"user\":\"mia\",\"active\":false}"));
        assertThat(sessions.find(cookie)).isEmpty();
    }

    private static FeedEntry entry(String json) {
        return new FeedEntry(1, Directory.MEMBERSHIP_TOPIC, "mia", json, Instant.EPOCH);
    }
}
