// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird.state;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.demo.world.DemoNetbird;
import org.tuttlenetwork.lightweb.demo.world.Persona;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The account of the demo at its first start. */
public final class DemoAccount {
    private static final Duration TOKEN_LIFE = Duration.ofDays(365);
    private static final int DAY_SECONDS = 86_400;

    private DemoAccount() {}

    /**
     * Makes the account: the demo's people but Nora, their devices, and the infrastructure's peers.
     */
    public static Account create(Instant now) {
        String at = now.toString();
        Account account = new Account();
        account.id = Ids.of("account");
        account.createdAt = at;
        account.createdBy = DemoNetbird.OWNER_USER;
        account.onboarding.put("signup_form_pending", false).put("onboarding_flow_pending", false);
        Group everybody = new Group(Ids.of("group:All"), Group.ALL, "api", List.of(), List.of());
        account.groups.put(everybody.id(), everybody);
        account.settings = settings(everybody.id());
        users(account, now);
        peers(account, at);
        Policy reachAll = defaultPolicy(everybody.id());
        account.policies.put(reachAll.id(), reachAll);
        return account;
    }

    private static void users(Account account, Instant now) {
        String at = now.toString();
        add(account, user(DemoNetbird.OWNER_USER, "Network owner", "owner", false, at));
        add(
                account,
                user(
                        DemoNetbird.NETWORK_ADMIN_USER,
                        "lightweb-network",
                        "network_admin",
                        true,
                        at));
        add(account, user(DemoNetbird.ADMIN_USER, "lightweb-admin", "admin", true, at));
        token(account, DemoNetbird.NETWORK_ADMIN_USER, DemoNetbird.NETWORK_ADMIN_TOKEN, now);
        token(account, DemoNetbird.ADMIN_USER, DemoNetbird.ADMIN_TOKEN, now);
        for (Persona persona : Persona.values()) {
            if (persona == Persona.NORA) {
                continue;
            }
            add(
                    account,
                    new User(
                            persona.userId(),
                            persona.email(),
                            persona.displayName(),
                            "user",
                            List.of(),
                            false,
                            false,
                            false,
                            at));
        }
    }

    private static void peers(Account account, String at) {
        List<String> nodes = new ArrayList<>();
        String core = infrastructure(account, DemoNetbird.CORE_PEER, at);
        for (String node : DemoNetbird.NODE_PEERS) {
            nodes.add(infrastructure(account, node, at));
        }
        for (Persona persona : Persona.values()) {
            if (account.users.containsKey(persona.userId())) {
                for (String device : persona.devices()) {
                    PeerRecords.register(
                            account, Ids.of("peer:" + device), device, persona.userId(), null, at);
                }
            }
        }
        group(account, "admin", List.of(core));
        group(account, "core", List.of(core));
        group(account, "vpn-nodes", nodes);
    }

    private static String infrastructure(Account account, String host, String at) {
        String id = Ids.of("peer:" + host);
        PeerRecords.register(account, id, host, "", null, at);
        return id;
    }

    private static void group(Account account, String name, List<String> peers) {
        String id = Ids.of("group:" + name);
        account.groups.put(id, new Group(id, name, "api", peers, List.of()));
    }

    private static User user(String id, String name, String role, boolean service, String at) {
        return new User(
                id,
                service ? "" : "network-owner@demo.tuttle.test",
                name,
                role,
                List.of(),
                false,
                false,
                service,
                service ? null : at);
    }

    private static void add(Account account, User user) {
        account.users.put(user.id(), user);
    }

    private static void token(Account account, String user, String plain, Instant now) {
        String id = Ids.of("token:" + user);
        account.tokens.put(
                id,
                new Token(
                        id,
                        user,
                        "demo",
                        PersonalAccessTokens.hash(plain),
                        now.plus(TOKEN_LIFE).toString(),
                        DemoNetbird.OWNER_USER,
                        now.toString(),
                        null));
    }

    private static Policy defaultPolicy(String everybody) {
        String id = Ids.of("policy:Default");
        ObjectNode rule = JsonNodeFactory.instance.objectNode();
        rule.put("id", id).put("name", "Default").put("enabled", true);
        String description =
                "This is a default rule that allows connections between all the resources";
        rule.put("description", description).put("action", "accept").put("protocol", "all");
        rule.put("bidirectional", true);
        rule.putArray("sources").add(everybody);
        rule.putArray("destinations").add(everybody);
        return new Policy(id, "Default", description, true, List.of(), List.of(rule));
    }

    private static ObjectNode settings(String everybody) {
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        settings.put("peer_login_expiration_enabled", true)
                .put("peer_login_expiration", DAY_SECONDS);
        settings.put("peer_inactivity_expiration_enabled", false);
        settings.put("peer_inactivity_expiration", 600).put("regular_users_view_blocked", true);
        settings.put("groups_propagation_enabled", true).put("jwt_groups_enabled", false);
        settings.put("jwt_groups_claim_name", "").putArray("jwt_allow_groups");
        settings.put("routing_peer_dns_resolution_enabled", true).put("dns_domain", "");
        settings.put("network_range", "100.64.0.0/16").put("peer_expose_enabled", false);
        settings.putNull("peer_expose_groups");
        settings.put("lazy_connection_enabled", true).put("auto_update_version", "disabled");
        settings.put("auto_update_always", false).put("metrics_push_enabled", false);
        settings.put("agent_network_only", false).put("embedded_idp_enabled", false);
        settings.put("local_auth_disabled", false).put("local_mfa_enabled", false);
        settings.putArray("ipv6_enabled_groups").add(everybody);
        ObjectNode extra = settings.putObject("extra");
        extra.put("peer_approval_enabled", false).put("user_approval_required", true);
        extra.put("network_traffic_logs_enabled", false).putNull("network_traffic_logs_groups");
        extra.put("network_traffic_packet_counter_enabled", false);
        return settings;
    }
}
