// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.demo.netbird.rest.Permission.Module;
import org.tuttlenetwork.lightweb.demo.netbird.rest.Permission.Operation;
import org.tuttlenetwork.lightweb.demo.netbird.state.Account;
import org.tuttlenetwork.lightweb.demo.netbird.state.Group;
import org.tuttlenetwork.lightweb.demo.netbird.state.Ids;
import org.tuttlenetwork.lightweb.demo.netbird.state.Policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** {@code /api/groups} (netbird.md §2.4). */
final class GroupCalls {
    private GroupCalls() {}

    static void addTo(Routes routes) {
        String one = "/api/groups/*";
        routes.add("GET", "/api/groups", Module.GROUPS, Operation.READ, GroupCalls::list);
        routes.add("POST", "/api/groups", Module.GROUPS, Operation.CREATE, GroupCalls::create);
        routes.add("GET", one, Module.GROUPS, Operation.READ, GroupCalls::get);
        routes.add("PUT", one, Module.GROUPS, Operation.UPDATE, GroupCalls::replace);
        routes.add("DELETE", one, Module.GROUPS, Operation.DELETE, GroupCalls::delete);
    }

    /**
     * Checks group ids as users, setup keys and zones are checked.
     *
     * @throws ApiError 422 if one is unknown or the group of everybody
     */
    static void requireAutoGroups(Account account, List<String> ids) {
        for (String id : ids) {
            Group group = account.groups.get(id);
            if (group == null) {
                throw ApiError.invalid("group " + id + " doesn't exist");
            }
            if (group.holdsEverybody()) {
                throw ApiError.invalid("can't add All group to auto groups");
            }
        }
    }

    private static JsonNode list(Call call) {
        Account account = call.account();
        String name = call.query("name");
        if (name.isEmpty()) {
            return Json.array(
                    account.groups.values().stream()
                            .map(group -> Views.group(account, group))
                            .toList());
        }
        Group most =
                account.groups.values().stream()
                        .filter(group -> group.name().equals(name))
                        .max(Comparator.comparingInt(group -> group.peers().size()))
                        .orElseThrow(() -> ApiError.notFound("group", name));
        return Json.array(List.of(Views.group(account, most)));
    }

    private static JsonNode get(Call call) {
        return Views.group(call.account(), existing(call));
    }

    private static JsonNode create(Call call) {
        Body body = call.body();
        String name = requireName(body);
        if (call.account().groupNamed(name).isPresent()) {
            throw ApiError.exists("group with name " + name + " already exists");
        }
        Group group = new Group(Ids.next(), name, "api", body.texts("peers"), resources(body));
        call.account().groups.put(group.id(), group);
        call.happened("group.add", "Group created", group.id(), name);
        return Views.group(call.account(), group);
    }

    private static JsonNode replace(Call call) {
        Group old = existing(call);
        if (old.holdsEverybody()) {
            throw ApiError.invalid("updating group ALL is not allowed");
        }
        Body body = call.body();
        String name = requireName(body);
        List<String> concerned = List.of(old.id());
        Group group = new Group(old.id(), name, old.issued(), body.texts("peers"), resources(body));
        call.touchGroups(concerned);
        call.account().groups.put(group.id(), group);
        call.touchGroups(concerned);
        call.happened("group.update", "Group updated", group.id(), name);
        memberEvents(call, old, group);
        return Views.group(call.account(), group);
    }

    private static void memberEvents(Call call, Group old, Group group) {
        for (String peer : group.peers()) {
            if (!old.peers().contains(peer)) {
                call.happened("peer.group.add", "Group added to peer", peer, group.name());
            }
        }
        for (String peer : old.peers()) {
            if (!group.peers().contains(peer)) {
                call.happened("peer.group.delete", "Group removed from peer", peer, group.name());
            }
        }
    }

    private static JsonNode delete(Call call) {
        Account account = call.account();
        Group group = account.groups.get(call.segment(0));
        if (group == null) {
            throw ApiError.badRequest("group: " + call.segment(0) + " not found");
        }
        if (group.holdsEverybody()) {
            throw ApiError.badRequest("deleting group ALL is not allowed");
        }
        if (group.issued().equals("integration")
                && !(call.caller().serviceUser() && call.caller().hasAdminPower())) {
            throw ApiError.badRequest(
                    "only service users with admin power can delete integration group");
        }
        requireUnlinked(account, group);
        call.touchGroups(List.of(group.id()));
        account.groups.remove(group.id());
        call.happened("group.delete", "Group deleted", group.id(), group.name());
        return Json.object();
    }

    private static void requireUnlinked(Account account, Group group) {
        String id = group.id();
        if (!group.resources().isEmpty()) {
            throw linked("network resource", group.resources().getFirst().path("id").asText());
        }
        for (JsonNode logged : account.settings.path("extra").path("network_traffic_logs_groups")) {
            if (logged.asText().equals(id)) {
                throw linked("settings", "traffic logging");
            }
        }
        for (Policy policy : account.policies.values()) {
            if (policy.groups().contains(id) || authorizes(policy, id)) {
                throw linked("policy", policy.name());
            }
        }
        account.setupKeys.values().stream()
                .filter(key -> key.autoGroups().contains(id))
                .findFirst()
                .ifPresent(
                        key -> {
                            throw linked("setup key", key.name());
                        });
        account.users.values().stream()
                .filter(user -> user.autoGroups().contains(id))
                .findFirst()
                .ifPresent(
                        user -> {
                            throw linked("user", user.id());
                        });
    }

    private static boolean authorizes(Policy policy, String group) {
        return policy.rules().stream().anyMatch(rule -> rule.path("authorized_groups").has(group));
    }

    private static ApiError linked(String kind, String name) {
        return ApiError.badRequest("group has been linked to " + kind + ": " + name);
    }

    private static Group existing(Call call) {
        Group group = call.account().groups.get(call.segment(0));
        if (group == null) {
            throw ApiError.notFound("group", call.segment(0));
        }
        return group;
    }

    private static String requireName(Body body) {
        String name = body.text("name");
        if (name.isEmpty()) {
            throw ApiError.invalid("group name shouldn't be empty");
        }
        return name;
    }

    private static List<JsonNode> resources(Body body) {
        List<JsonNode> resources = new ArrayList<>();
        for (Body resource : body.objects("resources")) {
            ObjectNode stored = Json.object().put("id", resource.text("id"));
            resources.add(stored.put("type", resource.text("type")));
        }
        return resources;
    }
}
