// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.demo.world.DemoIds;
import org.tuttlenetwork.lightweb.demo.zitadel.http.ApiFailure;
import org.tuttlenetwork.lightweb.demo.zitadel.http.GrpcCode;
import org.tuttlenetwork.lightweb.demo.zitadel.http.Json;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The commands on authorizations, as Zitadel's command side checks them (contract §1.1). */
public final class GrantCommands {
    private final Store store;

    public GrantCommands(Store store) {
        this.store = store;
    }

    public Grant create(
            String editor, String userId, String organizationId, List<String> roleKeys) {
        return store.change(
                editor,
                change -> {
                    Directory directory = change.directory();
                    if (directory.user(userId).isEmpty()) {
                        throw precondition("COMMAND-4f8sg", "Errors.User.NotFound");
                    }
                    if (!Organizations.exists(organizationId)) {
                        throw precondition("COMMAND-3n77S", "Errors.Project.NotFound");
                    }
                    demandRoles(directory, roleKeys);
                    boolean duplicate =
                            directory.grantsOf(userId).stream()
                                    .anyMatch(g -> g.organizationId().equals(organizationId));
                    if (duplicate) {
                        throw new ApiFailure(
                                GrpcCode.ALREADY_EXISTS,
                                "V3-DKcYh",
                                "Errors.UserGrant.AlreadyExists");
                    }
                    return add(change, userId, organizationId, roleKeys);
                });
    }

    private static Grant add(
            Store.Change change, String userId, String organizationId, List<String> roleKeys) {
        Grant grant = added(change, userId, organizationId, roleKeys);
        change.directory(change.directory().with(grant));
        return grant;
    }

    /** Pushes the event of one that the caller puts into the directory. */
    static Grant added(
            Store.Change change, String userId, String organizationId, List<String> roleKeys) {
        String id = change.nextId();
        String projectGrant =
                organizationId.equals(DemoIds.ORGANIZATION) ? "" : Organizations.PROJECT_GRANT;
        ObjectNode payload = subject(userId, projectGrant).texts("roleKeys", roleKeys).build();
        Event event = change.push(aggregate(id, organizationId), "user.grant.added", payload);
        return new Grant(id, userId, organizationId, roleKeys, true, Stamp.of(event));
    }

    /** Replaces the whole list. The same list in the same order changes nothing, and succeeds. */
    public Grant update(String editor, String id, List<String> roleKeys) {
        return store.change(
                editor,
                change -> {
                    Grant grant = demand(change.directory(), id);
                    if (grant.roleKeys().equals(roleKeys)) {
                        return grant;
                    }
                    demandRoles(change.directory(), roleKeys);
                    ObjectNode payload =
                            Json.object()
                                    .text("userId", grant.userId())
                                    .texts("roleKeys", roleKeys)
                                    .build();
                    Event event = change.push(aggregate(grant), "user.grant.changed", payload);
                    Grant changed = grant.with(roleKeys, event);
                    change.directory(change.directory().with(changed));
                    return changed;
                });
    }

    /** Activates or deactivates; what is so already succeeds without an event. */
    public Grant setActive(String editor, String id, boolean active) {
        return store.change(
                editor,
                change -> {
                    Grant grant = demand(change.directory(), id);
                    if (grant.active() == active) {
                        return grant;
                    }
                    String type = active ? "user.grant.reactivated" : "user.grant.deactivated";
                    Grant changed = grant.with(active, change.push(aggregate(grant), type, null));
                    change.directory(change.directory().with(changed));
                    return changed;
                });
    }

    /** Deletes; empty where there was nothing, which is a success too. */
    public Optional<Event> delete(String editor, String id) {
        return store.change(
                editor,
                change -> {
                    Optional<Grant> grant = change.directory().grant(id);
                    return grant.map(found -> remove(change, found, "user.grant.removed"));
                });
    }

    static Event remove(Store.Change change, Grant grant, String type) {
        ObjectNode payload = subject(grant.userId(), grant.projectGrantId()).build();
        Event event = change.push(aggregate(grant), type, payload);
        change.directory(change.directory().withoutGrant(grant.id()));
        return event;
    }

    private static Json subject(String userId, String projectGrantId) {
        return Json.object()
                .text("userId", userId)
                .text("projectId", DemoIds.PROJECT)
                .text("grantId", projectGrantId);
    }

    static Event.Aggregate aggregate(Grant grant) {
        return aggregate(grant.id(), grant.organizationId());
    }

    private static Event.Aggregate aggregate(String id, String organizationId) {
        return new Event.Aggregate("usergrant", id, organizationId);
    }

    private static Grant demand(Directory directory, String id) {
        return directory
                .grant(id)
                .orElseThrow(
                        () ->
                                new ApiFailure(
                                        GrpcCode.NOT_FOUND,
                                        "COMMAND-3M9sd",
                                        "Errors.UserGrant.NotFound"));
    }

    private static void demandRoles(Directory directory, List<String> roleKeys) {
        Set<String> unknown = new HashSet<>(roleKeys);
        unknown.removeAll(directory.roles().keySet());
        if (!unknown.isEmpty()) {
            throw precondition("COMMAND-mm9F4", "Errors.Project.Role.NotFound");
        }
    }

    static ApiFailure precondition(String id, String detail) {
        return new ApiFailure(GrpcCode.FAILED_PRECONDITION, id, detail);
    }
}
