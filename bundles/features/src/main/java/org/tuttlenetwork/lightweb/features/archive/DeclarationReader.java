// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.osgi.framework.VersionRange;
import org.tuttlenetwork.lightweb.features.archive.Declaration.Claims;
import org.tuttlenetwork.lightweb.features.archive.Declaration.HealthGate;
import org.tuttlenetwork.lightweb.features.archive.Declaration.Requirements;
import org.tuttlenetwork.lightweb.features.archive.Declaration.Words;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads what a publisher declares; everything has a bound, and nothing unknown is passed over. */
final class DeclarationReader {
    private static final Pattern SEGMENT = Pattern.compile("[a-z][a-z0-9-]{1,39}");
    private static final Pattern MIGRATION = Pattern.compile("[0-9]{1,9}([._][0-9]{1,9}){0,5}");
    private static final int OLDEST_JAVA = 8;
    private static final int NEWEST_JAVA = 99;

    private DeclarationReader() {}

    /**
     * @param feature OSGi's own attributes
     */
    static Declaration read(JsonFields feature) throws ArchiveRefused {
        JsonFields own = extension(feature.raw("extensions"));
        Claims claims = new Claims(segments(own, "paths"), segments(own, "sections"));
        return new Declaration(
                words(feature),
                requirements(own.object("requires", "api", "java")),
                permissions(own, claims),
                claims,
                health(own.object("health", "startSeconds", "graceSeconds")),
                irreversible(own.object("migrations", "irreversible")),
                own.flag("breaking"));
    }

    /** Our extension's object; an empty one where it is not there. */
    private static JsonFields extension(JsonNode extensions) throws ArchiveRefused {
        JsonNode json = JsonNodeFactory.instance.objectNode();
        if (!extensions.isMissingNode() && !extensions.isObject()) {
            throw new ArchiveRefused("feature.json: extensions: must be an object in braces");
        }
        for (Map.Entry<String, JsonNode> each : extensions.properties()) {
            String name = each.getKey();
            String place = "feature.json: extensions: " + JsonFields.shown(name) + ": ";
            if (name.equals(Declaration.EXTENSION)) {
                JsonFields envelope = JsonFields.of(place, each.getValue(), "kind", "type", "json");
                requireOneOf(place + "kind: ", envelope.text("kind", 20), "mandatory");
                requireOneOf(place + "type: ", envelope.text("type", 20), "json");
                json = envelope.raw("json");
            } else {
                requireIgnorable(name, place, each.getValue());
            }
        }
        return JsonFields.of(
                "feature.json: " + Declaration.EXTENSION + ": ",
                json,
                "requires",
                "permissions",
                "paths",
                "sections",
                "health",
                "migrations",
                "breaking");
    }

    private static void requireOneOf(String place, Optional<String> value, String... allowed)
            throws ArchiveRefused {
        if (value.isEmpty() || !Set.of(allowed).contains(value.get())) {
            throw new ArchiveRefused(place + "must be " + String.join(" or ", allowed));
        }
    }

    /** Optional is what OSGi takes where no kind is given; names without dots are OSGi's own. */
    private static void requireIgnorable(String name, String place, JsonNode extension)
            throws ArchiveRefused {
        String kind = extension.path("kind").asText("optional");
        if (kind.equals("mandatory") || !name.contains(".")) {
            throw new ArchiveRefused(place + "this host does not know the extension");
        }
        requireOneOf(place + "kind: ", Optional.of(kind), "optional", "transient");
    }

    private static Words words(JsonFields feature) throws ArchiveRefused {
        Optional<String> docUrl = feature.text("docURL", 500);
        if (docUrl.isPresent() && !docUrl.get().matches("https://[!-~]+")) {
            throw new ArchiveRefused("feature.json: docURL: must be an https address");
        }
        return new Words(
                feature.text("name", 80),
                feature.text("description", 2000),
                feature.text("vendor", 120),
                feature.text("license", 200),
                docUrl);
    }

    private static Requirements requirements(JsonFields requires) throws ArchiveRefused {
        Optional<String> api = requires.text("api", 40);
        return new Requirements(
                api.isPresent() ? Optional.of(range(api.get())) : Optional.empty(),
                requires.number("java", OLDEST_JAVA, NEWEST_JAVA));
    }

    private static VersionRange range(String text) throws ArchiveRefused {
        try {
            return VersionRange.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw new ArchiveRefused(
                    "feature.json: "
                            + Declaration.EXTENSION
                            + ": requires: api: must be a range of versions such as [0.1,1), not "
                            + JsonFields.shown(text),
                    e);
        }
    }

    private static Set<Permission> permissions(JsonFields own, Claims claims)
            throws ArchiveRefused {
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        for (String word : own.texts("permissions", Permission.values().length, 40)) {
            permissions.add(
                    Permission.of(word)
                            .orElseThrow(
                                    () ->
                                            new ArchiveRefused(
                                                    "feature.json: "
                                                            + Declaration.EXTENSION
                                                            + ": permissions: there is no "
                                                            + JsonFields.shown(word)
                                                            + "; there are "
                                                            + all())));
        }
        if (permissions.contains(Permission.PATHS) && claims.isEmpty()) {
            throw new ArchiveRefused(
                    "feature.json: "
                            + Declaration.EXTENSION
                            + ": permissions: paths is asked for, but no paths and no sections are"
                            + " claimed");
        }
        if (!claims.isEmpty()) {
            permissions.add(Permission.PATHS);
        }
        return permissions;
    }

    private static String all() {
        return Arrays.stream(Permission.values())
                .map(Permission::word)
                .collect(Collectors.joining(", "));
    }

    private static List<String> segments(JsonFields own, String field) throws ArchiveRefused {
        List<String> segments = own.texts(field, 20, 40);
        for (String segment : segments) {
            if (!SEGMENT.matcher(segment).matches()) {
                throw new ArchiveRefused(
                        "feature.json: "
                                + Declaration.EXTENSION
                                + ": "
                                + field
                                + ": must be 2 to 40 of a-z, 0-9 and -, beginning with a letter,"
                                + " without slashes; this is not: "
                                + JsonFields.shown(segment));
            }
        }
        return segments;
    }

    private static HealthGate health(JsonFields health) throws ArchiveRefused {
        return new HealthGate(
                health.number("startSeconds", 1, 300)
                        .map(Duration::ofSeconds)
                        .orElse(HealthGate.USUAL.start()),
                health.number("graceSeconds", 0, 3600)
                        .map(Duration::ofSeconds)
                        .orElse(HealthGate.USUAL.grace()));
    }

    private static Set<String> irreversible(JsonFields migrations) throws ArchiveRefused {
        List<String> versions = migrations.texts("irreversible", 100, 40);
        for (String version : versions) {
            if (!MIGRATION.matcher(version).matches()) {
                throw new ArchiveRefused(
                        "feature.json: "
                                + Declaration.EXTENSION
                                + ": migrations: irreversible: must be versions of migrations such"
                                + " as 3 or 2.1, not "
                                + JsonFields.shown(version));
            }
        }
        return Set.copyOf(versions);
    }
}
