// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity.zitadel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Reads events as the event store and the webhook tell them (contract §1.5, §3.4). */
public final class EventReader {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private EventReader() {}

    /** From {@code /admin/v1/events/_search}; empty where parts are missing. */
    static Optional<ZitadelEvent> fromStore(JsonNode json) {
        JsonNode aggregate = json.path("aggregate");
        return event(
                json.path("type").path("type").asText(""),
                aggregate.path("id").asText(""),
                json.path("sequence"),
                json.path("creationDate"),
                json.path("payload"));
    }

    /**
     * From the body of a webhook whose signature was verified.
     *
     * @return empty where it is no event
     */
    public static Optional<ZitadelEvent> fromWebhook(byte[] body) {
        try {
            JsonNode json = MAPPER.readTree(body);
            return event(
                    json.path("event_type").asText(""),
                    json.path("aggregateID").asText(""),
                    json.path("sequence"),
                    json.path("created_at"),
                    payload(json.path("event_payload")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** An object; in older versions the object as base64. */
    private static JsonNode payload(JsonNode told) throws IOException {
        if (!told.isTextual()) {
            return told;
        }
        try {
            return MAPPER.readTree(Base64.getDecoder().decode(told.asText()));
        } catch (IllegalArgumentException e) {
            return MissingNode.getInstance();
        }
    }

    private static Optional<ZitadelEvent> event(
            String type, String aggregate, JsonNode sequence, JsonNode at, JsonNode payload) {
        if (type.isEmpty() || aggregate.isEmpty() || !at.isTextual()) {
            return Optional.empty();
        }
        return Optional.of(
                new ZitadelEvent(
                        type,
                        aggregate,
                        sequence.asLong(0),
                        Told.instant(at),
                        optional(payload, "userId"),
                        optional(payload, "projectId"),
                        roles(type, payload),
                        optional(payload, "key")));
    }

    private static @Nullable String optional(JsonNode payload, String key) {
        JsonNode value = payload.path(key);
        return value.isTextual() && !value.asText().isEmpty() ? value.asText() : null;
    }

    private static @Nullable Set<String> roles(String type, JsonNode payload) {
        JsonNode told = payload.path("roleKeys");
        if (told.isArray()) {
            Set<String> roles = new HashSet<>();
            told.forEach(role -> roles.add(role.asText()));
            return roles;
        }
        // A cascade leaves the list out when none is left (contract §3.4).
        return type.equals("user.grant.cascade.changed") ? Set.of() : null;
    }
}
