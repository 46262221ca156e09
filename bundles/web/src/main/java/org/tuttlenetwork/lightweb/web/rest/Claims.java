// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.rest;

import jakarta.ws.rs.Path;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.feature.FeatureId;
import org.tuttlenetwork.lightweb.api.web.Surface;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which feature owns which first segment. The first to claim one keeps it until nothing of it is
 * served any more; the platform's own segments are kept for the platform. Not thread-safe: the
 * registry's lock guards it.
 */
final class Claims {
    private static final Set<String> CORE =
            Set.of(
                    "catalog",
                    "devices",
                    "features",
                    "identity",
                    "islands",
                    "mesh",
                    "nodes",
                    "persistence",
                    "pki",
                    "pools",
                    "portal",
                    "web");
    // That none is missing is checked in distribution/checks.
    private static final Set<String> CORE_API =
            Set.of(
                    "backup",
                    "certificates",
                    "devices",
                    "feature-dumps",
                    "feature-plans",
                    "features",
                    "identity",
                    "islands",
                    "join",
                    "journal",
                    "login",
                    "me",
                    "mesh",
                    "nodes",
                    "operations",
                    "pools",
                    "restoration",
                    "root",
                    "services",
                    "users",
                    "weather");
    private static final Set<String> CORE_PAGES =
            Set.of(
                    "",
                    "devices",
                    "features",
                    "health",
                    "hooks",
                    "identity",
                    "islands",
                    "join",
                    "journal",
                    "login",
                    "logout",
                    "mesh",
                    "nodes",
                    "pools",
                    "preferences",
                    "services",
                    "weather",
                    "welcome");
    private static final Set<String> NOBODY_PAGES = Set.of("api", "openapi.json", "static");

    private final Map<String, FeatureId> owners = new HashMap<>();

    /**
     * Claims the first segments of a resource.
     *
     * @return why that is refused, or empty
     */
    Optional<String> claim(ApplicationKey key, Class<?> resource) {
        Optional<String> refusal = refusal(key, resource);
        if (refusal.isEmpty()) {
            segments(resource)
                    .forEach(segment -> owners.put(place(key.surface(), segment), key.feature()));
        }
        return refusal;
    }

    /** Why the first segments of a resource could not be claimed now; empty where they could. */
    Optional<String> refusal(ApplicationKey key, Class<?> resource) {
        Set<String> segments = segments(resource);
        for (String segment : segments) {
            Optional<ClaimRefusal> refusal = refusal(key, segment);
            if (refusal.isPresent()) {
                return refusal.map(why -> why.words(Locale.ENGLISH))
                        .map(why -> resource.getSimpleName() + " of " + key + ": " + why);
            }
        }
        return segments.isEmpty()
                ? Optional.of(resource.getSimpleName() + " of " + key + " has no @Path")
                : Optional.empty();
    }

    /**
     * Gives up what is claimed by nothing any more.
     *
     * @param wanted the resource classes of now
     */
    void retain(Map<ApplicationKey, List<Class<?>>> wanted) {
        Set<Map.Entry<String, FeatureId>> live = new HashSet<>();
        wanted.forEach(
                (key, classes) ->
                        classes.stream()
                                .flatMap(type -> segments(type).stream())
                                .map(
                                        segment ->
                                                Map.entry(
                                                        place(key.surface(), segment),
                                                        key.feature()))
                                .forEach(live::add));
        owners.entrySet()
                .removeIf(owned -> !live.contains(Map.entry(owned.getKey(), owned.getValue())));
    }

    /** Why a segment could not be claimed now; empty where it could. */
    Optional<ClaimRefusal> refusal(ApplicationKey key, String segment) {
        if (segment.contains("{")) {
            return Optional.of(new ClaimRefusal("refused.pattern", List.of(segment)));
        }
        boolean pages = key.surface() == Surface.PAGES;
        boolean core = (pages ? CORE_PAGES : CORE_API).contains(segment);
        if (pages && NOBODY_PAGES.contains(segment)
                || core && !CORE.contains(key.feature().value())) {
            return Optional.of(new ClaimRefusal("refused.platform", List.of("/" + segment)));
        }
        FeatureId owner = owners.get(place(key.surface(), segment));
        return owner == null || owner.equals(key.feature())
                ? Optional.empty()
                : Optional.of(
                        new ClaimRefusal("refused.owned", List.of("/" + segment, owner.value())));
    }

    /** A first segment as it is claimed: the people's and the nodes' API are one space. */
    static String place(Surface surface, String segment) {
        return (surface == Surface.PAGES ? "/" : "/api/v1/") + segment;
    }

    /** The first segments of all paths of a resource class. */
    static Set<String> segments(Class<?> resource) {
        Path path = find(resource);
        if (path == null) {
            return Set.of();
        }
        String first = first(path.value());
        if (!first.isEmpty()) {
            return Set.of(first);
        }
        Set<String> segments = new HashSet<>();
        for (Method method : resource.getMethods()) {
            Path below = method.getAnnotation(Path.class);
            if (below != null) {
                segments.add(first(below.value()));
            } else if (isResourceMethod(method)) {
                segments.add("");
            }
        }
        return segments;
    }

    private static @Nullable Path find(Class<?> resource) {
        for (Class<?> type = resource; type != null; type = type.getSuperclass()) {
            Path path = type.getAnnotation(Path.class);
            if (path != null) {
                return path;
            }
        }
        return null;
    }

    private static boolean isResourceMethod(Method method) {
        for (var annotation : method.getAnnotations()) {
            if (annotation.annotationType().isAnnotationPresent(jakarta.ws.rs.HttpMethod.class)) {
                return true;
            }
        }
        return false;
    }

    private static String first(String path) {
        String relative = path.startsWith("/") ? path.substring(1) : path;
        int end = relative.indexOf('/');
        return end < 0 ? relative : relative.substring(0, end);
    }
}
