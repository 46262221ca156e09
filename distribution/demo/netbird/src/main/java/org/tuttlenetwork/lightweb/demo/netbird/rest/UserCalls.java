// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.demo.netbird.rest.Permission.Module;
import org.tuttlenetwork.lightweb.demo.netbird.rest.Permission.Operation;
import org.tuttlenetwork.lightweb.demo.netbird.state.Account;
import org.tuttlenetwork.lightweb.demo.netbird.state.Ids;
import org.tuttlenetwork.lightweb.demo.netbird.state.User;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code /api/users} without tokens (netbird.md §2.2). */
final class UserCalls {
    private static final Set<String> ROLES =
            Set.of("owner", "admin", "user", "network_admin", "auditor", "billing_admin");

    private UserCalls() {}

    static void addTo(Routes routes) {
        String one = "/api/users/*";
        routes.add("GET", "/api/users", Module.USERS, Operation.READ, UserCalls::list);
        routes.add("POST", "/api/users", Module.USERS, Operation.CREATE, UserCalls::create);
        routes.add(
                "GET", "/api/users/current", Module.USERS, Operation.ANYBODY, UserCalls::current);
        routes.add("PUT", one, Module.USERS, Operation.UPDATE, UserCalls::replace);
        routes.add("DELETE", one, Module.USERS, Operation.DELETE, UserCalls::delete);
        routes.add("POST", one + "/approve", Module.USERS, Operation.UPDATE, UserCalls::approve);
    }

    private static ObjectNode view(Call call, User user) {
        ObjectNode json = Json.object();
        json.put("id", user.id()).put("email", user.email()).put("name", user.name());
        json.put("role", user.role()).put("status", user.blocked() ? "blocked" : "active");
        json.set("auto_groups", Json.texts(user.autoGroups()));
        json.put("is_blocked", user.blocked()).put("pending_approval", user.pendingApproval());
        json.put("is_current", user.id().equals(call.caller().id()));
        json.put("is_service_user", user.serviceUser()).put("issued", "api");
        if (user.lastLogin() != null) {
            json.put("last_login", user.lastLogin());
        } else if (user.serviceUser()) {
            // Go's zero time: seen on v0.77.1.
            json.put("last_login", "0001-01-01T00:00:00Z");
        }
        return json;
    }

    private static JsonNode list(Call call) {
        String wanted = call.query("service_user");
        return Json.array(
                call.account().users.values().stream()
                        .filter(
                                user ->
                                        wanted.isEmpty()
                                                || user.serviceUser()
                                                        == Boolean.parseBoolean(wanted))
                        .map(user -> view(call, user))
                        .toList());
    }

    private static JsonNode current(Call call) {
        if (call.caller().serviceUser()) {
            throw ApiError.denied("service users are not allowed to use this call");
        }
        ObjectNode json = view(call, call.caller());
        ObjectNode permissions = json.putObject("permissions");
        permissions.put("is_restricted", call.caller().role().equals("user")).putObject("modules");
        return json;
    }

    private static JsonNode create(Call call) {
        Body body = call.body();
        requireRole(body.text("role"));
        if (!body.flag("is_service_user")) {
            // The stand-in has no identity provider's manager, as NetBird beside Zitadel should
            // not.
            throw ApiError.precondition("user invites are not supported without an IdP manager");
        }
        if (body.text("role").equals("owner")) {
            throw ApiError.invalid("can't create a service user with owner role");
        }
        User user =
                new User(
                        Ids.next(),
                        "",
                        body.text("name"),
                        body.text("role"),
                        body.texts("auto_groups"),
                        false,
                        false,
                        true,
                        null);
        call.account().users.put(user.id(), user);
        call.happened("service.user.create", "Service user created", user.id(), user.name());
        return view(call, user);
    }

    private static JsonNode replace(Call call) {
        User old = existing(call);
        Body body = call.body();
        if (!body.has("auto_groups")) {
            throw ApiError.badRequest("auto_groups field can't be absent");
        }
        User user =
                old.replaced(body.text("role"), body.texts("auto_groups"), body.flag("is_blocked"));
        requireRole(user.role());
        requireAllowed(call.caller(), old, user);
        GroupCalls.requireAutoGroups(call.account(), user.autoGroups());
        call.account().users.put(user.id(), user);
        moveGroups(call, old, user);
        if (user.blocked() && !old.blocked()) {
            block(call, user);
        } else if (!user.blocked() && old.blocked()) {
            call.happened("user.unblock", "User unblocked", user.id(), user.name());
        }
        if (!user.role().equals(old.role())) {
            call.happened("user.role.update", "User role updated", user.id(), user.name());
        }
        return view(call, user);
    }

    private static void requireRole(String role) {
        if (!ROLES.contains(role)) {
            throw ApiError.invalid("invalid user role");
        }
    }

    private static void requireAllowed(User caller, User old, User user) {
        boolean self = caller.id().equals(old.id());
        if (self && old.blocked() != user.blocked()) {
            throw ApiError.denied("admins can't block or unblock themselves");
        }
        if (self && !old.role().equals(user.role())) {
            throw ApiError.denied("admins can't change their role");
        }
        boolean ownership = old.role().equals("owner") != user.role().equals("owner");
        if (ownership && !caller.role().equals("owner")) {
            throw ApiError.denied("only owners can add or remove the owner role");
        }
        if (old.role().equals("owner") && user.blocked()) {
            throw ApiError.denied("unable to block owner user");
        }
    }

    /** Applies the difference only: what somebody else did to a peer's groups stays. */
    private static void moveGroups(Call call, User old, User user) {
        Account account = call.account();
        List<String> added = minus(user.autoGroups(), old.autoGroups());
        List<String> removed = minus(old.autoGroups(), user.autoGroups());
        List<String> changed = new ArrayList<>(added);
        changed.addAll(removed);
        if (account.propagatesGroups()) {
            call.touchGroups(changed);
            for (String peer : account.peersOf(user.id())) {
                account.leave(peer, removed);
                account.join(peer, added);
            }
            call.touchGroups(changed);
        }
        added.forEach(id -> call.happened("user.group.add", "Group added to user", user.id(), id));
        removed.forEach(
                id -> call.happened("user.group.delete", "Group removed from user", user.id(), id));
    }

    private static List<String> minus(List<String> some, List<String> others) {
        return some.stream().filter(id -> !others.contains(id)).toList();
    }

    private static void block(Call call, User user) {
        for (String id : call.account().peersOf(user.id())) {
            ObjectNode peer = call.account().peers.get(id);
            if (peer != null) {
                peer.put("login_expired", true).put("connected", false);
                touchNeighbours(call, id);
                call.happened("peer.login.expire", "Peer login expired", id, user.name());
            }
        }
        call.happened("user.block", "User blocked", user.id(), user.name());
    }

    static void touchNeighbours(Call call, String peer) {
        call.touchGroups(call.account().groupsOf(peer).stream().map(group -> group.id()).toList());
    }

    private static JsonNode delete(Call call) {
        User user = existing(call);
        if (user.id().equals(call.caller().id())) {
            throw ApiError.invalid("self deletion is not allowed");
        }
        if (user.role().equals("owner")) {
            throw ApiError.denied("unable to delete a user with owner role");
        }
        for (String peer : call.account().peersOf(user.id())) {
            touchNeighbours(call, peer);
            call.account().removePeer(peer);
            call.happened("user.peer.delete", "Peer deleted", peer, user.name());
        }
        call.account().tokens.values().removeIf(token -> token.userId().equals(user.id()));
        call.account().users.remove(user.id());
        String code = user.serviceUser() ? "service.user.delete" : "user.delete";
        call.happened(code, "User deleted", user.id(), user.name());
        return Json.object();
    }

    private static JsonNode approve(Call call) {
        User user = existing(call);
        if (!user.pendingApproval()) {
            throw ApiError.invalid("user " + user.id() + " is not pending approval");
        }
        User approved = user.approved();
        call.account().users.put(user.id(), approved);
        call.happened("user.approve", "User approved", user.id(), user.name());
        return view(call, approved);
    }

    private static User existing(Call call) {
        User user = call.account().users.get(call.segment(0));
        if (user == null) {
            throw ApiError.notFound("user", call.segment(0));
        }
        return user;
    }
}
