// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.tuttlenetwork.lightweb.demo.netbird.NetbirdOptions;
import org.tuttlenetwork.lightweb.demo.netbird.NetbirdStandIn;
import org.tuttlenetwork.lightweb.demo.world.Persona;

import java.io.IOException;
import java.net.URI;

/** What each {@link NetbirdSuite} asserts, on the stand-in: nothing here is of its own. */
class StandInSuiteIT {
    private static NetbirdStandIn stand;

    @BeforeAll
    static void start() throws IOException {
        stand = NetbirdStandIn.start(NetbirdOptions.ephemeral());
    }

    @AfterAll
    static void close() {
        stand.close();
    }

    private record StandIn(URI url) implements SuiteServer {
        @Override
        public String ownerToken() {
            return NetbirdStandIn.ADMIN_TOKEN;
        }

        @Override
        public String person(NetbirdServer asOwner, String run) {
            return Persona.MIA.userId();
        }
    }

    @Nested
    class Calls extends CallsSuite {
        Calls() {
            super(new StandIn(stand.uri()));
        }
    }

    @Nested
    class Tokens extends TokensSuite {
        Tokens() {
            super(new StandIn(stand.uri()));
        }
    }

    @Nested
    class Room extends RoomSuite {
        Room() {
            super(new StandIn(stand.uri()));
        }
    }
}
