// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.cli.server.Json;
import org.tuttlenetwork.lightweb.cli.server.Netbird;
import org.tuttlenetwork.lightweb.cli.server.ServerFailure;

import java.util.Optional;

/** A service user in NetBird, found by its name and role. */
final class NetbirdUserStep implements Step {
    private final Netbird netbird;
    private final Known known;
    private final Known.Id id;
    private final NetbirdAccess access;

    NetbirdUserStep(Netbird netbird, Known known, Known.Id id, NetbirdAccess access) {
        this.netbird = netbird;
        this.known = known;
        this.id = id;
        this.access = access;
    }

    @Override
    public String name() {
        return "NetBird: service user " + access.user() + " (" + access.role() + ")";
    }

    @Override
    public boolean isThere() throws ServerFailure, InterruptedException {
        Optional<JsonNode> found =
                netbird.serviceUsers().stream()
                        .filter(user -> user.path("name").asText().equals(access.user()))
                        .filter(user -> user.path("role").asText().equals(access.role()))
                        .filter(user -> !user.path("is_blocked").asBoolean())
                        .findFirst();
        found.ifPresent(user -> known.put(id, user.path("id").asText()));
        return found.isPresent();
    }

    @Override
    public void make() throws ServerFailure, InterruptedException {
        ObjectNode request =
                Json.object()
                        .put("name", access.user())
                        .put("email", "")
                        .put("role", access.role())
                        .put("is_service_user", true);
        request.putArray("auto_groups");
        known.put(id, netbird.server().post("/api/users", request).path("id").asText());
    }
}
