// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird.rest;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The calls that the stand-in carries out, and those that only the real server knows. */
final class Routes {
    /** Carries out one call. */
    interface Handler {
        JsonNode handle(Call call);
    }

    /** A call: method, path with a star for one segment, who may, what it does. */
    record Route(String method, List<String> path, Permission permission, Handler handler) {
        @Nullable List<String> match(List<String> segments) {
            if (segments.size() != path.size()) {
                return null;
            }
            List<String> stars = new ArrayList<>();
            for (int i = 0; i < path.size(); i++) {
                if (path.get(i).equals("*")) {
                    stars.add(segments.get(i));
                } else if (!path.get(i).equals(segments.get(i))) {
                    return null;
                }
            }
            return stars;
        }
    }

    /** A route and what stood for its stars. */
    record Match(Route route, List<String> stars) {}

    private final List<Route> implemented = new ArrayList<>();
    private final List<Route> known = new ArrayList<>();

    Routes() {
        for (String line : resource("routes.txt").lines().toList()) {
            if (!line.startsWith("#")) {
                int blank = line.indexOf(' ');
                known.add(
                        new Route(
                                line.substring(0, blank),
                                split(line.substring(blank + 1)),
                                new Permission(
                                        Permission.Module.ACCOUNTS, Permission.Operation.ANYBODY),
                                call -> {
                                    throw ApiError.notPlayed();
                                }));
            }
        }
    }

    void add(
            String method,
            String path,
            Permission.Module module,
            Permission.Operation operation,
            Handler handler) {
        implemented.add(new Route(method, split(path), new Permission(module, operation), handler));
    }

    Optional<Match> implemented(String method, List<String> segments) {
        return match(implemented, method, segments);
    }

    /** Whether the real server has this call. */
    boolean isKnown(String method, List<String> segments) {
        return match(known, method, segments).isPresent();
    }

    static List<String> split(String path) {
        String trimmed = path.startsWith("/") ? path.substring(1) : path;
        return List.of(trimmed.split("/", -1));
    }

    private static Optional<Match> match(List<Route> routes, String method, List<String> segments) {
        for (Route route : routes) {
            List<String> stars = route.method().equals(method) ? route.match(segments) : null;
            if (stars != null) {
                return Optional.of(new Match(route, stars));
            }
        }
        return Optional.empty();
    }

    private static String resource(String name) {
        try (InputStream in = Routes.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
