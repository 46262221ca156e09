// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.store;

import java.util.Set;

/** A role in Zitadel itself, as an administrator gives it, with the permissions it holds here. */
public enum Membership {
    IAM_OWNER(
            Set.of(
                    "action.execution.read",
                    "action.execution.write",
                    "action.target.read",
                    "action.target.write",
                    "iam.member.read",
                    "iam.member.write",
                    "org.member.read",
                    "org.member.write",
                    "org.read",
                    "project.app.read",
                    "project.app.write",
                    "project.create",
                    "project.member.read",
                    "project.member.write",
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
                    "action.execution.read",
                    "action.target.read",
                    "iam.member.read",
                    "org.member.read",
                    "org.read",
                    "project.app.read",
                    "project.member.read",
                    "events.read",
                    "user.read",
                    "user.grant.read",
                    "project.read",
                    "project.role.read")),
    ORG_OWNER(
            Set.of(
                    "org.member.read",
                    "org.member.write",
                    "org.read",
                    "project.app.read",
                    "project.app.write",
                    "project.create",
                    "project.member.read",
                    "project.member.write",
                    "user.read",
                    "user.write",
                    "user.grant.read",
                    "user.grant.write",
                    "user.grant.delete",
                    "project.read",
                    "project.role.read",
                    "project.role.write",
                    "project.role.delete")),
    ORG_OWNER_VIEWER(
            Set.of(
                    "org.member.read",
                    "org.read",
                    "project.app.read",
                    "project.member.read",
                    "user.read",
                    "user.grant.read",
                    "project.read",
                    "project.role.read")),
    PROJECT_OWNER(
            Set.of(
                    "project.app.read",
                    "project.app.write",
                    "project.member.read",
                    "project.member.write",
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

    /** All that it holds. */
    public Set<String> permissions() {
        return permissions;
    }

    public boolean grants(String permission) {
        return permissions.contains(permission);
    }
}
