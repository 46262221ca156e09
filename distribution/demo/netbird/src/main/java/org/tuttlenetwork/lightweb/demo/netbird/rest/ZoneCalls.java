// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.demo.netbird.rest.Permission.Module;
import org.tuttlenetwork.lightweb.demo.netbird.rest.Permission.Operation;
import org.tuttlenetwork.lightweb.demo.netbird.state.Account;
import org.tuttlenetwork.lightweb.demo.netbird.state.Ids;

import java.util.List;

/** {@code /api/dns/zones} (netbird.md §2.9). */
final class ZoneCalls {
    private static final int LONGEST_NAME = 255;

    /** The domain of peers' own names where the settings name none. */
    private static final String PEER_DOMAIN = "netbird.selfhosted";

    private ZoneCalls() {}

    static void addTo(Routes routes) {
        String all = "/api/dns/zones";
        String one = "/api/dns/zones/*";
        routes.add("GET", all, Module.DNS, Operation.READ, ZoneCalls::list);
        routes.add("POST", all, Module.DNS, Operation.CREATE, ZoneCalls::create);
        routes.add("GET", one, Module.DNS, Operation.READ, ZoneCalls::existing);
        routes.add("PUT", one, Module.DNS, Operation.UPDATE, ZoneCalls::replace);
        routes.add("DELETE", one, Module.DNS, Operation.DELETE, ZoneCalls::delete);
    }

    /**
     * @throws ApiError 404 if the call names an unknown zone
     */
    static ObjectNode existing(Call call) {
        ObjectNode zone = call.account().zones.get(call.segment(0));
        if (zone == null) {
            throw ApiError.notFound("zone", call.segment(0));
        }
        return zone;
    }

    private static JsonNode list(Call call) {
        return Json.array(call.account().zones.values());
    }

    private static JsonNode create(Call call) {
        ObjectNode zone = read(call, Ids.next());
        String domain = zone.path("domain").asText();
        for (ObjectNode other : call.account().zones.values()) {
            if (other.path("domain").asText().equals(domain)) {
                throw ApiError.exists("zone with domain " + domain + " already exists");
            }
        }
        String peers = call.account().settings.path("dns_domain").asText();
        if (domain.equals(peers.isEmpty() ? PEER_DOMAIN : peers)) {
            throw ApiError.invalid("zone domain " + domain + " conflicts with peer DNS domain");
        }
        zone.putArray("records");
        call.account().zones.put(zone.path("id").asText(), zone);
        changed(call, "dns.zone.create", "DNS zone created", zone);
        return zone;
    }

    private static JsonNode replace(Call call) {
        ObjectNode old = existing(call);
        ObjectNode zone = read(call, call.segment(0));
        if (!zone.path("domain").equals(old.path("domain"))) {
            throw ApiError.invalid("zone domain cannot be updated");
        }
        zone.set("records", old.path("records"));
        call.account().zones.put(call.segment(0), zone);
        changed(call, "dns.zone.update", "DNS zone updated", zone);
        return zone;
    }

    private static JsonNode delete(Call call) {
        ObjectNode zone = existing(call);
        call.account().zones.remove(call.segment(0));
        changed(call, "dns.zone.delete", "DNS zone deleted", zone);
        return Json.object();
    }

    private static void changed(Call call, String code, String activity, ObjectNode zone) {
        call.touchEverybody();
        call.happened(code, activity, zone.path("id").asText(), zone.path("name").asText());
    }

    private static ObjectNode read(Call call, String id) {
        Body body = call.body();
        String name = body.text("name");
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw ApiError.invalid("zone name must have 1 to 255 characters");
        }
        String domain = body.text("domain");
        if (!DnsNames.isDomain(domain)) {
            throw ApiError.invalid("invalid domain " + domain);
        }
        List<String> groups = body.texts("distribution_groups");
        requireGroups(call.account(), groups);
        ObjectNode zone = Json.object().put("id", id).put("name", name).put("domain", domain);
        zone.put("enabled", body.flag("enabled", true));
        zone.put("enable_search_domain", body.flag("enable_search_domain"));
        zone.set("distribution_groups", Json.texts(groups));
        return zone;
    }

    private static void requireGroups(Account account, List<String> groups) {
        if (groups.isEmpty()) {
            throw ApiError.invalid("at least one distribution group is required");
        }
        for (String group : groups) {
            if (!account.groups.containsKey(group)) {
                throw ApiError.invalid("group " + group + " doesn't exist");
            }
        }
    }
}
