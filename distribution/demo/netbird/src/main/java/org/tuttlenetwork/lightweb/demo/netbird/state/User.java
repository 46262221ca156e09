// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird.state;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A person or a service user.
 *
 * @param id a person's {@code sub} at the identity provider
 * @param lastLogin RFC 3339, null for service users
 */
public record User(
        String id,
        String email,
        String name,
        String role,
        List<String> autoGroups,
        boolean blocked,
        boolean pendingApproval,
        boolean serviceUser,
        @Nullable String lastLogin) {
    public User {
        autoGroups = List.copyOf(autoGroups);
    }

    public User replaced(String newRole, List<String> newAutoGroups, boolean nowBlocked) {
        return new User(
                id,
                email,
                name,
                newRole,
                newAutoGroups,
                nowBlocked,
                pendingApproval,
                serviceUser,
                lastLogin);
    }

    public User approved() {
        return new User(id, email, name, role, autoGroups, false, false, serviceUser, lastLogin);
    }

    public User signedIn(String at) {
        return new User(
                id, email, name, role, autoGroups, blocked, pendingApproval, serviceUser, at);
    }

    public boolean hasAdminPower() {
        return role.equals("admin") || role.equals("owner");
    }
}
