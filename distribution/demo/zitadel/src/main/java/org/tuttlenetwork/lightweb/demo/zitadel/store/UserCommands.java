// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.demo.world.DemoIds;
import org.tuttlenetwork.lightweb.demo.zitadel.http.ApiFailure;
import org.tuttlenetwork.lightweb.demo.zitadel.http.GrpcCode;
import org.tuttlenetwork.lightweb.demo.zitadel.http.Json;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The commands on users. None is idempotent (contract §1.6). */
public final class UserCommands {
    private final Store store;

    public UserCommands(Store store) {
        this.store = store;
    }

    /** A change of a user's state. */
    public enum Transition {
        LOCK(
                "user.locked",
                EnumSet.of(UserState.ACTIVE, UserState.INITIAL),
                UserState.LOCKED,
                "Errors.User.ShouldBeActiveOrInitial"),
        UNLOCK(
                "user.unlocked",
                EnumSet.of(UserState.LOCKED),
                UserState.ACTIVE,
                "Errors.User.NotLocked"),
        DEACTIVATE(
                "user.deactivated",
                EnumSet.of(UserState.ACTIVE, UserState.LOCKED),
                UserState.INACTIVE,
                "Errors.User.AlreadyInactive"),
        REACTIVATE(
                "user.reactivated",
                EnumSet.of(UserState.INACTIVE),
                UserState.ACTIVE,
                "Errors.User.NotInactive");

        private final String eventType;
        private final Set<UserState> from;
        private final UserState to;
        private final String refusal;

        Transition(String eventType, Set<UserState> from, UserState to, String refusal) {
            this.eventType = eventType;
            this.from = Set.copyOf(from);
            this.to = to;
            this.refusal = refusal;
        }
    }

    /**
     * Changes a user's state. Emits no event of any authorization and leaves those active.
     *
     * @throws ApiFailure failed_precondition where the user is in that state already
     */
    public User apply(String editor, String userId, Transition transition) {
        return store.change(
                editor,
                change -> {
                    User user = demand(change.directory(), userId);
                    if (!transition.from.contains(user.state())) {
                        throw GrantCommands.precondition("COMMAND-state", transition.refusal);
                    }
                    Event event = change.push(aggregate(userId), transition.eventType, null);
                    User changed = user.with(transition.to, event);
                    change.directory(change.directory().with(changed));
                    return changed;
                });
    }

    /**
     * Adds a person, or a machine where there is no profile.
     *
     * @param id the id, or null for a new one
     */
    public User add(
            String editor, @Nullable String id, String userName, User.@Nullable Profile profile) {
        return store.change(
                editor,
                change -> {
                    String userId = id == null ? change.nextId() : id;
                    User user = added(change, userId, userName, profile);
                    change.directory(change.directory().with(user));
                    return user;
                });
    }

    /** Pushes the event of one that the caller puts into the directory. */
    static User added(
            Store.Change change, String userId, String userName, User.@Nullable Profile profile) {
        ObjectNode payload = Json.object().text("userName", userName).build();
        if (profile != null) {
            payload.put("firstName", profile.givenName());
            payload.put("lastName", profile.familyName());
            payload.put("displayName", profile.displayName());
            payload.put("preferredLanguage", profile.language());
            payload.put("email", profile.email());
        }
        String type = profile == null ? "user.machine.added" : "user.human.added";
        Event event = change.push(aggregate(userId), type, payload);
        return new User(userId, userName, profile, UserState.ACTIVE, Set.of(), Stamp.of(event));
    }

    /** Removes a user, and the authorizations that the <em>lists</em> show. */
    public void remove(String editor, String userId) {
        List<Grant> projected = store.projected().grantsOf(userId);
        store.change(
                editor,
                change -> {
                    demand(change.directory(), userId);
                    Event event = change.push(aggregate(userId), "user.removed", null);
                    projected.stream()
                            .flatMap(grant -> change.directory().grant(grant.id()).stream())
                            .forEach(
                                    grant ->
                                            GrantCommands.remove(
                                                    change, grant, "user.grant.cascade.removed"));
                    change.directory(change.directory().withoutUser(userId));
                    return event;
                });
    }

    /** Gives a user exactly these roles in Zitadel itself. */
    public void setMemberships(String editor, String userId, Set<Membership> memberships) {
        store.change(
                editor,
                change -> {
                    User user = demand(change.directory(), userId).with(memberships);
                    change.directory(change.directory().with(user));
                    return user;
                });
    }

    private static User demand(Directory directory, String userId) {
        return directory
                .user(userId)
                .orElseThrow(
                        () ->
                                new ApiFailure(
                                        GrpcCode.NOT_FOUND,
                                        "COMMAND-450yxuqrh1",
                                        "Errors.User.NotFound"));
    }

    private static Event.Aggregate aggregate(String userId) {
        return new Event.Aggregate("user", userId, DemoIds.ORGANIZATION);
    }
}
