// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

import java.net.URI;

/**
 * The judge: what each {@link NetbirdSuite} asserts, on a real NetBird server. It makes and removes
 * a user too, so the server needs its own identity provider.
 */
@EnabledIfEnvironmentVariable(
        named = "LIGHTWEB_IT_NETBIRD_URL",
        matches = "https?://.+",
        disabledReason =
                "LIGHTWEB_IT_NETBIRD_URL and LIGHTWEB_IT_NETBIRD_TOKEN name no real NetBird server")
class RealNetbirdIT {
    private record RealServer(URI url, String ownerToken) implements SuiteServer {
        static RealServer named() {
            return new RealServer(
                    URI.create(System.getenv("LIGHTWEB_IT_NETBIRD_URL")),
                    System.getenv("LIGHTWEB_IT_NETBIRD_TOKEN"));
        }

        @Override
        public String person(NetbirdServer asOwner, String run) {
            String body =
                    "{'name':'%s person','email':'%s@example.org','role':'user','auto_groups':[],'is_service_user':false}"
                            .formatted(run, run);
            return asOwner.done("POST", "/api/users", body).path("id").asText();
        }
    }

    @Nested
    class Calls extends CallsSuite {
        Calls() {
            super(RealServer.named());
        }
    }

    @Nested
    class Tokens extends TokensSuite {
        Tokens() {
            super(RealServer.named());
        }
    }

    @Nested
    class Room extends RoomSuite {
        Room() {
            super(RealServer.named());
        }
    }
}
