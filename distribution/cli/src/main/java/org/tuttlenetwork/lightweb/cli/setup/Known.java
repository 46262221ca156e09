// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.setup;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The ids that steps find or get, for the steps after them. Used by one thread. */
final class Known {
    /** What has an id. */
    enum Id {
        PROJECT,
        PORTAL_CLIENT,
        COMMAND_LINE_CLIENT,
        API_CLIENT,
        SERVICE_USER,
        EVENTS_TARGET,
        CLAIMS_TARGET,
        NETWORK_USER,
        ADMIN_USER
    }

    private final Map<Id, String> ids = new EnumMap<>(Id.class);

    void put(Id id, String value) {
        ids.put(id, value);
    }

    Optional<String> find(Id id) {
        return Optional.ofNullable(ids.get(id));
    }

    /** Of what an earlier step has found or made. */
    String get(Id id) {
        return find(id).orElseThrow(() -> new IllegalStateException("no step has found " + id));
    }
}
