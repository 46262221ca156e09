// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.identity.zitadel.ZitadelEvent;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What a verified event means here (contract §3.4). */
public sealed interface Effect {
    /**
     * The roles of a grant changed. Roles that it no longer has are cut at once; the rest is read.
     *
     * @param roles all roles after the event, where it says them
     */
    record GrantChanged(String grantId, Instant at, Optional<Set<String>> roles)
            implements Effect {}

    /**
     * A grant counts no more, at once.
     *
     * @param userId whose, where it says so
     */
    record GrantCut(String grantId, Optional<String> userId, Instant at, boolean forGood)
            implements Effect {}

    /** A user may do nothing more, at once. */
    record UserCut(String userId, Instant at, String state) implements Effect {}

    /** A user changed: to be read. */
    record UserChanged(String userId, Instant at) implements Effect {}

    /** A role left the project, at once. */
    record RoleRemoved(String roleKey, Instant at) implements Effect {}

    /** A role came or changed: to be read. */
    record RoleChanged(String roleKey, Instant at) implements Effect {}

    /** More changed than one thing: everything is to be read. */
    record Everything() implements Effect {}

    /** Nothing of ours. */
    record Nothing() implements Effect {}

    /**
     * @param event whose sender was verified
     * @param projectId ours
     */
    static Effect of(ZitadelEvent event, String projectId) {
        String id = event.aggregateId();
        Instant at = event.at();
        return switch (event.type()) {
            case "user.grant.added" ->
                    isOther(event.projectId(), projectId)
                            ? new Nothing()
                            : new GrantChanged(id, at, Optional.ofNullable(event.roleKeys()));
            case "user.grant.changed", "user.grant.cascade.changed" ->
                    new GrantChanged(id, at, Optional.ofNullable(event.roleKeys()));
            case "user.grant.reactivated" -> new GrantChanged(id, at, Optional.empty());
            case "user.grant.removed", "user.grant.cascade.removed" ->
                    isOther(event.projectId(), projectId)
                            ? new Nothing()
                            : new GrantCut(id, Optional.ofNullable(event.userId()), at, true);
            case "user.grant.deactivated" ->
                    new GrantCut(id, Optional.ofNullable(event.userId()), at, false);
            case "user.locked" -> new UserCut(id, at, "LOCKED");
            case "user.deactivated" -> new UserCut(id, at, "INACTIVE");
            case "user.removed" -> new UserCut(id, at, "DELETED");
            case "project.role.removed" ->
                    role(event, projectId) == null
                            ? new Nothing()
                            : new RoleRemoved(String.valueOf(event.roleKey()), at);
            case "project.role.added", "project.role.changed" ->
                    role(event, projectId) == null
                            ? new Nothing()
                            : new RoleChanged(String.valueOf(event.roleKey()), at);
            default -> other(event);
        };
    }

    private static Effect other(ZitadelEvent event) {
        String type = event.type();
        if (type.equals("user.unlocked")
                || type.equals("user.reactivated")
                || type.startsWith("user.human.profile")
                || type.startsWith("user.username")) {
            return new UserChanged(event.aggregateId(), event.at());
        }
        boolean wide =
                type.startsWith("project.grant.")
                        || type.matches("(project|org)\\.(deactivated|reactivated|removed)");
        return wide ? new Everything() : new Nothing();
    }

    private static @Nullable String role(ZitadelEvent event, String projectId) {
        return event.aggregateId().equals(projectId) ? event.roleKey() : null;
    }

    private static boolean isOther(@Nullable String told, String ours) {
        return told != null && !told.equals(ours);
    }
}
