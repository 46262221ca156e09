// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.server;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** NetBird's calls that setup and doctor share (contracts/netbird.md §2). */
public final class Netbird {
    private final Server server;

    public Netbird(Server server) {
        this.server = server;
    }

    public Server server() {
        return server;
    }

    /** The same NetBird, called with a personal access token. */
    public Netbird with(String token) {
        return new Netbird(server.as("Token " + token));
    }

    /** The running version, as in 0.77.1. The first answer may take some seconds. */
    public String version() throws ServerFailure, InterruptedException {
        return server.get("/api/instance/version").path("management_current_version").asText("");
    }

    /** The one account. */
    public JsonNode account() throws ServerFailure, InterruptedException {
        return server.get("/api/accounts").path(0);
    }

    public List<JsonNode> groups() throws ServerFailure, InterruptedException {
        return Json.list(server.get("/api/groups"));
    }

    public List<JsonNode> policies() throws ServerFailure, InterruptedException {
        return Json.list(server.get("/api/policies"));
    }

    public List<JsonNode> serviceUsers() throws ServerFailure, InterruptedException {
        return Json.list(server.get("/api/users?service_user=true")).stream()
                .filter(user -> user.path("is_service_user").asBoolean())
                .toList();
    }

    /** The service user who calls; empty for a person. */
    public Optional<JsonNode> currentServiceUser() throws ServerFailure, InterruptedException {
        return serviceUsers().stream().filter(u -> u.path("is_current").asBoolean()).findFirst();
    }

    /**
     * The token that a user called with last: which of several it is, NetBird does not say
     * otherwise.
     */
    public Optional<JsonNode> lastUsedToken(String userId)
            throws ServerFailure, InterruptedException {
        return Json.list(server.get("/api/users/" + userId + "/tokens")).stream()
                .max(Comparator.comparing(token -> token.path("last_used").asText("")));
    }
}
