// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

import java.net.URI;

/**
 * The judge: what {@link NetbirdSuite} asserts, on a real NetBird server. It makes and removes a
 * user too, so the server needs its own identity provider.
 */
@EnabledIfEnvironmentVariable(
        named = "LIGHTWEB_IT_NETBIRD_URL",
        matches = "https?://.+",
        disabledReason =
                "LIGHTWEB_IT_NETBIRD_URL and LIGHTWEB_IT_NETBIRD_TOKEN name no real NetBird server")
class RealNetbirdIT extends NetbirdSuite {
    @Override
    URI url() {
        return URI.create(System.getenv("LIGHTWEB_IT_NETBIRD_URL"));
    }

    @Override
    String ownerToken() {
        return System.getenv("LIGHTWEB_IT_NETBIRD_TOKEN");
    }

    @Override
    String person(NetbirdServer asOwner) {
        String body =
                "{'name':'%s person','email':'%s@example.org','role':'user','auto_groups':[],'is_service_user':false}"
                        .formatted(run, run);
        return asOwner.done("POST", "/api/users", body).path("id").asText();
    }
}
