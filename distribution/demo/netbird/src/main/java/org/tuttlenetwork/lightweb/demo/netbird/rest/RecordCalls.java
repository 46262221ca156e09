// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.demo.netbird.rest.Permission.Module;
import org.tuttlenetwork.lightweb.demo.netbird.rest.Permission.Operation;
import org.tuttlenetwork.lightweb.demo.netbird.state.Ids;

/** {@code /api/dns/zones/{id}/records} (netbird.md §2.9). */
final class RecordCalls {
    private RecordCalls() {}

    static void addTo(Routes routes) {
        String all = "/api/dns/zones/*/records";
        String one = all + "/*";
        routes.add("GET", all, Module.DNS, Operation.READ, RecordCalls::records);
        routes.add("POST", all, Module.DNS, Operation.CREATE, RecordCalls::create);
        routes.add("GET", one, Module.DNS, Operation.READ, RecordCalls::get);
        routes.add("PUT", one, Module.DNS, Operation.UPDATE, RecordCalls::replace);
        routes.add("DELETE", one, Module.DNS, Operation.DELETE, RecordCalls::delete);
    }

    private static ArrayNode records(Call call) {
        return ZoneCalls.existing(call).withArray("records");
    }

    private static JsonNode get(Call call) {
        return records(call).get(index(call));
    }

    private static JsonNode create(Call call) {
        ObjectNode entry = read(call, Ids.next());
        records(call).add(entry);
        changed(call, "dns.zone.record.create", "DNS zone record created", entry);
        return entry;
    }

    private static JsonNode replace(Call call) {
        int index = index(call);
        ObjectNode entry = read(call, call.segment(1));
        records(call).set(index, entry);
        changed(call, "dns.zone.record.update", "DNS zone record updated", entry);
        return entry;
    }

    private static JsonNode delete(Call call) {
        JsonNode entry = records(call).remove(index(call));
        changed(call, "dns.zone.record.delete", "DNS zone record deleted", entry);
        return Json.object();
    }

    private static void changed(Call call, String code, String activity, JsonNode entry) {
        call.touchEverybody();
        call.happened(code, activity, entry.path("id").asText(), entry.path("name").asText());
    }

    private static int index(Call call) {
        ArrayNode records = records(call);
        for (int i = 0; i < records.size(); i++) {
            if (records.get(i).path("id").asText().equals(call.segment(1))) {
                return i;
            }
        }
        throw ApiError.notFound("dns record", call.segment(1));
    }

    private static ObjectNode read(Call call, String id) {
        String domain = ZoneCalls.existing(call).path("domain").asText();
        Body body = call.body();
        String name = body.text("name");
        if (!DnsNames.isWithin(name, domain)) {
            throw ApiError.invalid("record name " + name + " is not within zone " + domain);
        }
        String type = body.text("type");
        if (!DnsNames.isContent(type, body.text("content"))) {
            throw ApiError.invalid("invalid " + type + " record content");
        }
        if (body.number("ttl") < 0) {
            throw ApiError.invalid("TTL cannot be negative");
        }
        ObjectNode entry = Json.object().put("id", id).put("name", name).put("type", type);
        entry.put("content", body.text("content")).put("ttl", body.number("ttl"));
        for (JsonNode other : records(call)) {
            if (!other.path("id").asText().equals(id)) {
                requireCompatible(entry, other);
            }
        }
        return entry;
    }

    private static void requireCompatible(ObjectNode entry, JsonNode other) {
        if (!other.path("name").equals(entry.path("name"))) {
            return;
        }
        if (other.path("type").equals(entry.path("type"))
                && other.path("content").equals(entry.path("content"))) {
            throw ApiError.exists("identical record already exists");
        }
        if (other.path("type").asText().equals("CNAME")
                || entry.path("type").asText().equals("CNAME")) {
            throw ApiError.invalid("a CNAME record can't stand beside another record of its name");
        }
    }
}
