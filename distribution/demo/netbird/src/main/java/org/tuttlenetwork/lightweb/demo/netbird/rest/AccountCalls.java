// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.demo.netbird.rest.Permission.Module;
import org.tuttlenetwork.lightweb.demo.netbird.rest.Permission.Operation;
import org.tuttlenetwork.lightweb.demo.netbird.state.Account;
import org.tuttlenetwork.lightweb.demo.netbird.state.User;

import java.time.Duration;
import java.util.List;

/**
 * {@code /api/accounts}, {@code /api/instance}, {@code /api/events/audit} and networks' lists
 * (netbird.md §2.8, 2.10, 2.11).
 */
final class AccountCalls {
    private static final long SHORTEST_LOGIN = Duration.ofHours(1).toSeconds();
    private static final long LONGEST_LOGIN = Duration.ofDays(180).toSeconds();
    private static final List<String> FLAGS =
            List.of(
                    "peer_login_expiration_enabled",
                    "peer_inactivity_expiration_enabled",
                    "regular_users_view_blocked",
                    "groups_propagation_enabled",
                    "jwt_groups_enabled",
                    "routing_peer_dns_resolution_enabled",
                    "peer_expose_enabled",
                    "lazy_connection_enabled",
                    "auto_update_always",
                    "metrics_push_enabled",
                    "agent_network_only",
                    "local_mfa_enabled");
    private static final List<String> TEXTS =
            List.of("jwt_groups_claim_name", "dns_domain", "auto_update_version");
    private static final List<String> LISTS =
            List.of("jwt_allow_groups", "peer_expose_groups", "ipv6_enabled_groups");

    private AccountCalls() {}

    static void addTo(Routes routes) {
        Operation read = Operation.READ;
        String network = "/api/networks/*";
        routes.add("GET", "/api/accounts", Module.ACCOUNTS, read, AccountCalls::list);
        routes.add(
                "PUT", "/api/accounts/*", Module.SETTINGS, Operation.UPDATE, AccountCalls::replace);
        routes.add(
                "GET",
                "/api/instance/version",
                Module.ACCOUNTS,
                Operation.ANYBODY,
                AccountCalls::version);
        routes.add("GET", "/api/events/audit", Module.EVENTS, read, AccountCalls::events);
        routes.add("GET", "/api/networks", Module.NETWORKS, read, AccountCalls::networks);
        routes.add(
                "GET", "/api/networks/resources", Module.NETWORKS, read, AccountCalls::resources);
        routes.add("GET", network, Module.NETWORKS, read, AccountCalls::network);
        routes.add("GET", network + "/resources", Module.NETWORKS, read, AccountCalls::ofNetwork);
    }

    private static ObjectNode view(Account account) {
        ObjectNode json = Json.object().put("id", account.id).put("domain", "demo.tuttle.test");
        json.put("domain_category", "private").put("created_at", account.createdAt);
        json.put("created_by", account.createdBy).set("settings", account.settings);
        json.set("onboarding", account.onboarding);
        return json;
    }

    private static JsonNode list(Call call) {
        return Json.array(List.of(view(call.account())));
    }

    private static JsonNode replace(Call call) {
        Account account = call.account();
        if (!call.segment(0).equals(account.id)) {
            throw ApiError.notFound("account", call.segment(0));
        }
        Body body = call.body();
        boolean propagated = account.propagatesGroups();
        account.settings = settings(account.settings, body.object("settings"));
        if (body.has("onboarding")) {
            Body onboarding = body.object("onboarding");
            for (String flag : List.of("signup_form_pending", "onboarding_flow_pending")) {
                account.onboarding.put(flag, onboarding.flag(flag));
            }
        }
        if (account.propagatesGroups() != propagated) {
            propagation(call, !propagated);
        }
        call.touchEverybody();
        return view(account);
    }

    /** An omitted field becomes false, empty or an empty list; only {@code extra} is kept. */
    private static ObjectNode settings(ObjectNode old, Body body) {
        long login = body.number("peer_login_expiration");
        if (login < SHORTEST_LOGIN || login > LONGEST_LOGIN) {
            throw ApiError.invalid("peer login expiration must be between one hour and 180 days");
        }
        ObjectNode settings = Json.object();
        FLAGS.forEach(flag -> settings.put(flag, body.flag(flag)));
        TEXTS.forEach(text -> settings.put(text, body.text(text)));
        LISTS.forEach(list -> settings.set(list, Json.texts(body.texts(list))));
        settings.put("peer_login_expiration", login);
        settings.put("peer_inactivity_expiration", body.number("peer_inactivity_expiration"));
        settings.set(
                "network_range",
                body.has("network_range")
                        ? settings.textNode(body.text("network_range"))
                        : old.path("network_range"));
        for (String fixed : List.of("embedded_idp_enabled", "local_auth_disabled")) {
            settings.set(fixed, old.path(fixed));
        }
        settings.set("extra", body.has("extra") ? extra(body.object("extra")) : old.path("extra"));
        return settings;
    }

    private static ObjectNode extra(Body body) {
        ObjectNode extra = Json.object();
        for (String flag :
                List.of(
                        "peer_approval_enabled",
                        "user_approval_required",
                        "network_traffic_logs_enabled",
                        "network_traffic_packet_counter_enabled")) {
            extra.put(flag, body.flag(flag));
        }
        List<String> groups = body.texts("network_traffic_logs_groups");
        extra.set("network_traffic_logs_groups", Json.texts(groups));
        return extra;
    }

    /** Turning it on adds everybody's peers to their groups; turning it off takes nothing away. */
    private static void propagation(Call call, boolean on) {
        Account account = call.account();
        String code = "account.setting.group.propagation." + (on ? "enable" : "disable");
        call.happened(code, "Group propagation " + (on ? "enabled" : "disabled"), account.id, "");
        for (User user : on ? account.users.values() : List.<User>of()) {
            account.peersOf(user.id()).forEach(peer -> account.join(peer, user.autoGroups()));
        }
    }

    /** The release that the stand-in plays; it knows of no newer one. */
    private static JsonNode version(Call call) {
        return Json.object()
                .put("management_current_version", "0.77.1")
                .put("management_update_available", false);
    }

    private static JsonNode events(Call call) {
        return Json.array(call.account().events);
    }

    private static JsonNode networks(Call call) {
        return Json.array(call.account().networks.values());
    }

    private static JsonNode network(Call call) {
        ObjectNode network = call.account().networks.get(call.segment(0));
        if (network == null) {
            throw ApiError.notFound("network", call.segment(0));
        }
        return network;
    }

    private static JsonNode resources(Call call) {
        return Json.array(call.account().networkResources.values());
    }

    private static JsonNode ofNetwork(Call call) {
        JsonNode ids = network(call).path("resources");
        return Json.array(
                call.account().networkResources.values().stream()
                        .filter(resource -> contains(ids, resource.path("id")))
                        .toList());
    }

    private static boolean contains(JsonNode array, JsonNode element) {
        for (JsonNode candidate : array) {
            if (candidate.equals(element)) {
                return true;
            }
        }
        return false;
    }
}
