// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity.zitadel;

import com.fasterxml.jackson.databind.JsonNode;

import org.tuttlenetwork.lightweb.api.identity.UserId;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Reads Zitadel's JSON: what must be there is demanded, the rest ignored. */
final class Told {
    private Told() {}

    static Authorization authorization(JsonNode json) {
        Set<String> roles = new HashSet<>();
        json.path("roles").forEach(role -> roles.add(text(role, "key")));
        return new Authorization(
                text(json, "id"),
                userId(text(json.path("user"), "id")),
                text(json.path("project"), "id"),
                json.path("organization").path("id").asText(""),
                json.path("state").asText("").equals("STATE_ACTIVE"),
                instant(json.path("changeDate")),
                roles);
    }

    static ProjectRole projectRole(JsonNode json) {
        String key = text(json, "key");
        JsonNode changed =
                json.has("changeDate") ? json.path("changeDate") : json.path("creationDate");
        return new ProjectRole(key, json.path("displayName").asText(key), instant(changed));
    }

    /**
     * A user.
     *
     * @param answer the envelope's details, for where the user has none of its own
     * @return empty where the answer holds none
     */
    static Optional<ZitadelUser> user(JsonNode json, JsonNode answer) {
        if (!json.has("userId")) {
            return Optional.empty();
        }
        JsonNode profile = json.path("human").path("profile");
        String login = json.path("preferredLoginName").asText(json.path("username").asText(""));
        String name =
                profile.path("displayName").asText(json.path("machine").path("name").asText(login));
        JsonNode changed = json.path("details").path("changeDate");
        return Optional.of(
                new ZitadelUser(
                        userId(json.path("userId").asText()),
                        name,
                        login,
                        profile.path("preferredLanguage").asText(""),
                        ZitadelUser.State.of(json.path("state").asText("")),
                        instant(changed.isTextual() ? changed : answer.path("changeDate"))));
    }

    static String text(JsonNode json, String key) {
        String value = json.path(key).asText("");
        if (value.isEmpty()) {
            throw new ZitadelException("Zitadel's answer has no " + key, 502, "", null);
        }
        return value;
    }

    private static UserId userId(String value) {
        try {
            return new UserId(value);
        } catch (IllegalArgumentException e) {
            throw new ZitadelException("Zitadel's answer has a malformed user id", 502, "", e);
        }
    }

    /** To microseconds: what PostgreSQL keeps, here and in Zitadel. */
    static Instant instant(JsonNode json) {
        try {
            return OffsetDateTime.parse(json.asText("")).toInstant().truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeParseException e) {
            throw new ZitadelException(
                    "Zitadel's answer has no date where one belongs", 502, "", e);
        }
    }
}
