// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird.rest;

import org.tuttlenetwork.lightweb.demo.netbird.state.User;

import java.util.EnumSet;
import java.util.Set;

/** Who may do what (netbird.md §2.3). */
record Permission(Module module, Operation operation) {
    enum Module {
        ACCOUNTS,
        DNS,
        EVENTS,
        GROUPS,
        NETWORKS,
        PATS,
        PEERS,
        POLICIES,
        SETTINGS,
        SETUP_KEYS,
        USERS
    }

    enum Operation {
        CREATE,
        READ,
        UPDATE,
        DELETE,
        /** The call itself says who may. */
        ANYBODY
    }

    private static final Set<Module> NETWORK_ADMIN_FULL =
            EnumSet.of(Module.NETWORKS, Module.GROUPS, Module.DNS, Module.POLICIES, Module.PATS);

    /**
     * @throws ApiError 403 if the user's role does not allow it
     */
    void require(User user) {
        if (operation == Operation.ANYBODY || operation == Operation.READ && user.serviceUser()) {
            return;
        }
        boolean allowed =
                switch (user.role()) {
                    case "owner" -> true;
                    case "admin" -> module != Module.ACCOUNTS || operation == Operation.READ;
                    case "network_admin" ->
                            operation == Operation.READ || NETWORK_ADMIN_FULL.contains(module);
                    case "auditor" -> operation == Operation.READ;
                    case "user" -> false;
                    default -> throw ApiError.notFound("user role", user.role());
                };
        if (!allowed) {
            throw ApiError.denied("permission denied");
        }
    }
}
