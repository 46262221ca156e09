// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.cli.server.Json;
import org.tuttlenetwork.lightweb.cli.server.Netbird;
import org.tuttlenetwork.lightweb.cli.server.ServerFailure;

import java.util.Optional;

/** NetBird's setting by which groups reach the devices that people have already. */
final class PropagationStep implements Step {
    private static final String KEY = "groups_propagation_enabled";

    private final Netbird netbird;
    private final Words words;

    PropagationStep(Netbird netbird, Words words) {
        this.netbird = netbird;
        this.words = words;
    }

    @Override
    public String name() {
        return "NetBird: " + KEY;
    }

    @Override
    public boolean isThere() throws ServerFailure, InterruptedException {
        return netbird.account().path("settings").path(KEY).asBoolean();
    }

    @Override
    public Optional<String> question() {
        return Optional.of(words.text("confirm.propagation"));
    }

    /** NetBird's PUT makes false what is left out, so all that was read goes back with it. */
    @Override
    public void make() throws ServerFailure, InterruptedException {
        JsonNode account = netbird.account();
        ObjectNode request = Json.object();
        ObjectNode settings = account.path("settings").deepCopy();
        request.set("settings", settings.put(KEY, true));
        if (account.path("onboarding").isObject()) {
            request.set("onboarding", account.path("onboarding"));
        }
        netbird.server().put("/api/accounts/" + account.path("id").asText(), request);
    }
}
