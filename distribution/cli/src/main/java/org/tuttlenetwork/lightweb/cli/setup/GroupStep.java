// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.setup;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.cli.server.Json;
import org.tuttlenetwork.lightweb.cli.server.Netbird;
import org.tuttlenetwork.lightweb.cli.server.ServerFailure;

/** A group of the infrastructure in NetBird; who is in it is for people to say. */
final class GroupStep implements Step {
    private final Netbird netbird;
    private final String group;

    GroupStep(Netbird netbird, String group) {
        this.netbird = netbird;
        this.group = group;
    }

    @Override
    public String name() {
        return "NetBird: group " + group;
    }

    @Override
    public boolean isThere() throws ServerFailure, InterruptedException {
        return netbird.groups().stream().anyMatch(g -> g.path("name").asText().equals(group));
    }

    @Override
    public void make() throws ServerFailure, InterruptedException {
        ObjectNode request = Json.object().put("name", group);
        request.putArray("peers");
        netbird.server().post("/api/groups", request);
    }
}
