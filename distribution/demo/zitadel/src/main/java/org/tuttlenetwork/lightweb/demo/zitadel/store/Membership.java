// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.store;

import java.util.Set;

/** A role in Zitadel itself, as an administrator gives it, with the permissions it holds here. */
public enum Membership {
    IAM_OWNER(
            Set.of(
                    "events.read",
                    "user.read",
                    "user.write",
                    "user.grant.read",
                    "user.grant.write",
                    "user.grant.delete",
                    "project.read",
                    "project.role.read",
                    "project.role.write",
                    "project.role.delete")),
    IAM_OWNER_VIEWER(
            Set.of(
                    "events.read",
                    "user.read",
                    "user.grant.read",
                    "project.read",
                    "project.role.read")),
    ORG_OWNER(
            Set.of(
                    "user.read",
                    "user.write",
                    "user.grant.read",
                    "user.grant.write",
                    "user.grant.delete",
                    "project.read",
                    "project.role.read",
                    "project.role.write",
                    "project.role.delete")),
    ORG_OWNER_VIEWER(Set.of("user.read", "user.grant.read", "project.read", "project.role.read")),
    PROJECT_OWNER(
            Set.of(
                    "user.grant.read",
                    "user.grant.write",
                    "user.grant.delete",
                    "project.read",
                    "project.role.read",
                    "project.role.write",
                    "project.role.delete")),
    ORG_USER_PERMISSION_EDITOR(
            Set.of("user.grant.read", "user.grant.write", "user.grant.delete", "project.read"));

    private final Set<String> permissions;

    Membership(Set<String> permissions) {
        this.permissions = permissions;
    }

    public boolean grants(String permission) {
        return permissions.contains(permission);
    }
}
