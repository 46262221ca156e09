// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.demo.netbird.rest.Permission.Module;
import org.tuttlenetwork.lightweb.demo.netbird.rest.Permission.Operation;
import org.tuttlenetwork.lightweb.demo.netbird.state.Ids;
import org.tuttlenetwork.lightweb.demo.netbird.state.SetupKey;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** {@code /api/setup-keys} (netbird.md §2.7). */
final class SetupKeyCalls {
    /** Go's zero time, which stands for never. */
    private static final String NEVER = "0001-01-01T00:00:00Z";

    private static final int SHOWN = 5;

    private SetupKeyCalls() {}

    static void addTo(Routes routes) {
        String all = "/api/setup-keys";
        String one = "/api/setup-keys/*";
        routes.add("GET", all, Module.SETUP_KEYS, Operation.READ, SetupKeyCalls::list);
        routes.add("POST", all, Module.SETUP_KEYS, Operation.CREATE, SetupKeyCalls::create);
        routes.add("GET", one, Module.SETUP_KEYS, Operation.READ, SetupKeyCalls::get);
        routes.add("PUT", one, Module.SETUP_KEYS, Operation.UPDATE, SetupKeyCalls::replace);
        routes.add("DELETE", one, Module.SETUP_KEYS, Operation.DELETE, SetupKeyCalls::delete);
    }

    private static ObjectNode view(Call call, SetupKey key) {
        String state = key.state(call.now());
        ObjectNode json = Json.object().put("id", key.id()).put("name", key.name());
        json.put("key", key.key().substring(0, SHOWN) + "****").put("type", key.type());
        json.put("expires", orNever(key.expires())).put("valid", state.equals("valid"));
        json.put("revoked", key.revoked()).put("used_times", key.usedTimes());
        json.put("last_used", orNever(key.lastUsed())).put("state", state);
        json.set("auto_groups", Json.texts(key.autoGroups()));
        json.put("updated_at", key.updatedAt()).put("usage_limit", key.usageLimit());
        json.put("ephemeral", key.ephemeral());
        return json.put("allow_extra_dns_labels", key.allowExtraDnsLabels());
    }

    private static String orNever(@Nullable String time) {
        return time == null ? NEVER : time;
    }

    private static JsonNode list(Call call) {
        return Json.array(
                call.account().setupKeys.values().stream().map(key -> view(call, key)).toList());
    }

    private static JsonNode get(Call call) {
        return view(call, existing(call));
    }

    private static JsonNode create(Call call) {
        Body body = call.body();
        if (body.text("name").isEmpty()) {
            throw ApiError.invalid("setup key name shouldn't be empty");
        }
        String type = body.text("type");
        if (!type.equals("one-off") && !type.equals("reusable")) {
            throw ApiError.invalid("unknown setup key type " + type);
        }
        long seconds = body.number("expires_in");
        if (seconds < 0) {
            throw ApiError.invalid("expiresIn can not be in the past");
        }
        if (type.equals("one-off") && body.number("usage_limit") > 1) {
            throw ApiError.invalid("one-off setup keys can have a usage limit of 1 only");
        }
        List<String> groups = body.texts("auto_groups");
        GroupCalls.requireAutoGroups(call.account(), groups);
        SetupKey key =
                new SetupKey(
                        Ids.next(),
                        UUID.randomUUID().toString().toUpperCase(Locale.ROOT),
                        body.text("name"),
                        type,
                        seconds == 0
                                ? null
                                : call.now().plus(Duration.ofSeconds(seconds)).toString(),
                        groups,
                        type.equals("one-off") ? 1 : body.number("usage_limit"),
                        0,
                        null,
                        call.now().toString(),
                        false,
                        body.flag("ephemeral"),
                        body.flag("allow_extra_dns_labels"));
        call.account().setupKeys.put(key.id(), key);
        call.happened("setupkey.add", "Setup key created", key.id(), key.name());
        return view(call, key).put("key", key.key());
    }

    private static JsonNode replace(Call call) {
        SetupKey old = existing(call);
        Body body = call.body();
        if (!body.has("auto_groups")) {
            throw ApiError.invalid("setup key AutoGroups field is invalid");
        }
        List<String> groups = body.texts("auto_groups");
        GroupCalls.requireAutoGroups(call.account(), groups);
        boolean revoked = body.flag("revoked");
        if (old.revoked() && !revoked) {
            throw ApiError.invalid("can't un-revoke a revoked setup key");
        }
        SetupKey key = old.replaced(revoked, groups, call.now().toString());
        call.account().setupKeys.put(key.id(), key);
        String code = revoked && !old.revoked() ? "setupkey.revoke" : "setupkey.update";
        call.happened(code, "Setup key updated", key.id(), key.name());
        return view(call, key);
    }

    private static JsonNode delete(Call call) {
        SetupKey key = existing(call);
        call.account().setupKeys.remove(key.id());
        call.happened("setupkey.delete", "Setup key deleted", key.id(), key.name());
        return Json.object();
    }

    private static SetupKey existing(Call call) {
        SetupKey key = call.account().setupKeys.get(call.segment(0));
        if (key == null) {
            throw ApiError.notFound("setup key", call.segment(0));
        }
        return key;
    }
}
