// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.tuttlenetwork.lightweb.demo.netbird.NetbirdOptions;
import org.tuttlenetwork.lightweb.demo.netbird.NetbirdStandIn;
import org.tuttlenetwork.lightweb.demo.world.Persona;

import java.io.IOException;
import java.net.URI;

/** What {@link NetbirdSuite} asserts, on the stand-in: nothing here is of its own. */
class StandInSuiteIT extends NetbirdSuite {
    private static NetbirdStandIn netbird;

    @BeforeAll
    static void start() throws IOException {
        netbird = NetbirdStandIn.start(NetbirdOptions.ephemeral());
    }

    @AfterAll
    static void close() {
        netbird.close();
    }

    @Override
    URI url() {
        return netbird.uri();
    }

    @Override
    String ownerToken() {
        return NetbirdStandIn.ADMIN_TOKEN;
    }

    @Override
    String person(NetbirdServer asOwner) {
        return Persona.MIA.userId();
    }
}
