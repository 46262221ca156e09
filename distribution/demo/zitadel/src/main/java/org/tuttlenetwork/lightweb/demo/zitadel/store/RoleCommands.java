// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.demo.world.DemoIds;
import org.tuttlenetwork.lightweb.demo.zitadel.http.ApiFailure;
import org.tuttlenetwork.lightweb.demo.zitadel.http.GrpcCode;
import org.tuttlenetwork.lightweb.demo.zitadel.http.Json;

import java.util.List;
import java.util.Optional;

/** The commands on the project's roles (contract §1.2). */
public final class RoleCommands {
    private static final Event.Aggregate PROJECT =
            new Event.Aggregate("project", DemoIds.PROJECT, DemoIds.ORGANIZATION);

    private final Store store;

    public RoleCommands(Store store) {
        this.store = store;
    }

    public ProjectRole add(String editor, String key, String displayName, String group) {
        return store.change(
                editor,
                change -> {
                    if (change.directory().role(key).isPresent()) {
                        throw new ApiFailure(
                                GrpcCode.ALREADY_EXISTS,
                                "V3-DKcYh",
                                "Errors.Project.Role.AlreadyExists");
                    }
                    ProjectRole added = added(change, key, displayName, group);
                    change.directory(change.directory().with(added));
                    return added;
                });
    }

    /** Pushes the event of one that the caller puts into the directory. */
    static ProjectRole added(Store.Change change, String key, String displayName, String group) {
        Event event = change.push(PROJECT, "project.role.added", role(key, displayName, group));
        return new ProjectRole(key, displayName, group, Stamp.of(event));
    }

    /** Changes what is given; the same values change nothing, and succeed. */
    public ProjectRole update(
            String editor, String key, Optional<String> displayName, Optional<String> group) {
        return store.change(
                editor,
                change -> {
                    ProjectRole old =
                            change.directory()
                                    .role(key)
                                    .orElseThrow(
                                            () ->
                                                    new ApiFailure(
                                                            GrpcCode.NOT_FOUND,
                                                            "COMMAND-vv8M9",
                                                            "Errors.Project.Role.NotExisting"));
                    String newName = displayName.orElse(old.displayName());
                    String newGroup = group.orElse(old.group());
                    if (newName.equals(old.displayName()) && newGroup.equals(old.group())) {
                        return old;
                    }
                    ObjectNode payload = role(key, newName, newGroup);
                    Event event = change.push(PROJECT, "project.role.changed", payload);
                    ProjectRole changed =
                            new ProjectRole(key, newName, newGroup, old.stamp().after(event));
                    change.directory(change.directory().with(changed));
                    return changed;
                });
    }

    /**
     * Removes a role, and its key from the authorizations that the <em>lists</em> show: one that is
     * not yet projected keeps an orphan key, as in Zitadel.
     */
    public Optional<Event> remove(String editor, String key) {
        List<Grant> projected =
                store.projected().grants().values().stream()
                        .filter(grant -> grant.roleKeys().contains(key))
                        .toList();
        return store.change(
                editor,
                change -> {
                    if (change.directory().role(key).isEmpty()) {
                        return Optional.empty();
                    }
                    ObjectNode payload = Json.object().text("key", key).build();
                    Event event = change.push(PROJECT, "project.role.removed", payload);
                    change.directory(change.directory().withoutRole(key));
                    projected.stream()
                            .flatMap(grant -> change.directory().grant(grant.id()).stream())
                            .filter(grant -> grant.roleKeys().contains(key))
                            .forEach(grant -> cascade(change, grant, key));
                    return Optional.of(event);
                });
    }

    private static void cascade(Store.Change change, Grant grant, String key) {
        List<String> left = grant.roleKeys().stream().filter(k -> !k.equals(key)).toList();
        ObjectNode payload = Json.object().texts("roleKeys", left).build();
        Event event =
                change.push(
                        GrantCommands.aggregate(grant),
                        "user.grant.cascade.changed",
                        payload.isEmpty() ? null : payload);
        change.directory(change.directory().with(grant.with(left, event)));
    }

    private static ObjectNode role(String key, String displayName, String group) {
        return Json.object()
                .text("key", key)
                .text("displayName", displayName)
                .text("group", group)
                .build();
    }
}
