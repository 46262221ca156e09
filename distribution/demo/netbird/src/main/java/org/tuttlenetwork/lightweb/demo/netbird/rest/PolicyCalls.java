// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.demo.netbird.delivery.Reach;
import org.tuttlenetwork.lightweb.demo.netbird.rest.Permission.Module;
import org.tuttlenetwork.lightweb.demo.netbird.rest.Permission.Operation;
import org.tuttlenetwork.lightweb.demo.netbird.state.Account;
import org.tuttlenetwork.lightweb.demo.netbird.state.Ids;
import org.tuttlenetwork.lightweb.demo.netbird.state.Policy;

import java.util.ArrayList;
import java.util.List;

/** {@code /api/policies} (netbird.md §2.5). */
final class PolicyCalls {
    private PolicyCalls() {}

    static void addTo(Routes routes) {
        String one = "/api/policies/*";
        routes.add("GET", "/api/policies", Module.POLICIES, Operation.READ, PolicyCalls::list);
        routes.add("POST", "/api/policies", Module.POLICIES, Operation.CREATE, PolicyCalls::create);
        routes.add("GET", one, Module.POLICIES, Operation.READ, PolicyCalls::get);
        routes.add("PUT", one, Module.POLICIES, Operation.UPDATE, PolicyCalls::replace);
        routes.add("DELETE", one, Module.POLICIES, Operation.DELETE, PolicyCalls::delete);
    }

    private static JsonNode list(Call call) {
        return Json.array(
                call.account().policies.values().stream()
                        .map(policy -> Views.policy(call.account(), policy))
                        .toList());
    }

    private static JsonNode get(Call call) {
        return Views.policy(call.account(), existing(call));
    }

    private static JsonNode create(Call call) {
        Policy policy = read(call, Ids.next(), null);
        store(call, policy);
        touch(call, policy);
        call.happened("policy.add", "Policy added", policy.id(), policy.name());
        return Views.policy(call.account(), policy);
    }

    private static JsonNode replace(Call call) {
        Policy old = existing(call);
        Policy policy = read(call, old.id(), old);
        Policy stored = onlyFirstRule(policy);
        if (!stored.equals(old)) {
            touch(call, old);
            store(call, policy);
            touch(call, stored);
            call.happened("policy.update", "Policy updated", policy.id(), policy.name());
        }
        return Views.policy(call.account(), policy);
    }

    private static JsonNode delete(Call call) {
        Policy old = existing(call);
        touch(call, old);
        call.account().policies.remove(old.id());
        call.happened("policy.delete", "Policy removed", old.id(), old.name());
        return Json.object();
    }

    private static void touch(Call call, Policy policy) {
        call.touch(Reach.affectedBy(call.account(), policy));
    }

    private static void store(Call call, Policy policy) {
        call.account().policies.put(policy.id(), onlyFirstRule(policy));
    }

    /**
     * All rules get the policy's id, so that only one row is stored: the answer still shows them
     * all.
     */
    private static Policy onlyFirstRule(Policy policy) {
        return new Policy(
                policy.id(),
                policy.name(),
                policy.description(),
                policy.enabled(),
                policy.postureChecks(),
                List.of(policy.rules().getFirst()));
    }

    private static Policy existing(Call call) {
        Policy policy = call.account().policies.get(call.segment(0));
        if (policy == null) {
            throw ApiError.notFound("policy", call.segment(0));
        }
        return policy;
    }

    private static Policy read(Call call, String id, @Nullable Policy old) {
        Body body = call.body();
        if (body.text("name").isEmpty()) {
            throw ApiError.invalid("policy name shouldn't be empty");
        }
        List<Body> bodies = body.objects("rules");
        if (bodies.isEmpty()) {
            throw ApiError.invalid("policy rules shouldn't be empty");
        }
        List<ObjectNode> rules = new ArrayList<>();
        for (Body rule : bodies) {
            rules.add(PolicyRules.read(call.account(), rule, id));
        }
        if (old != null) {
            requireOwnRules(old, bodies);
        }
        return new Policy(
                id,
                body.text("name"),
                body.text("description"),
                body.flag("enabled"),
                knownChecks(call.account(), body),
                rules);
    }

    private static void requireOwnRules(Policy old, List<Body> rules) {
        for (Body rule : rules) {
            String id = rule.text("id");
            boolean own =
                    old.rules().stream().anyMatch(stored -> stored.path("id").asText().equals(id));
            if (!id.isEmpty() && !own) {
                throw ApiError.invalid("invalid rule ID: " + id);
            }
        }
    }

    private static List<String> knownChecks(Account account, Body body) {
        return body.texts("source_posture_checks").stream()
                .filter(account.postureChecks::contains)
                .toList();
    }
}
