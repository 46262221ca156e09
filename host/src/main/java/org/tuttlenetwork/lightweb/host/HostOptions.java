// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.host;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What the host is told when it starts.
 *
 * @param home where {@code bundles/} is
 * @param data where everything that is written goes
 * @param etc where the {@code *.cfg} files are
 * @param profile {@code demo} or {@code real}
 * @param clean whether the framework's storage is built anew
 * @param settle how long bundles may take before the host says what is not satisfied
 * @param stop how long bundles may take to stop
 */
record HostOptions(
        Path home,
        Path data,
        Path etc,
        String profile,
        boolean clean,
        Duration settle,
        Duration stop) {
    static final String USAGE =
            "usage: --home DIR [--data DIR] [--etc DIR] [--profile demo|real] [--clean]"
                    + " [--settle-seconds N] [--stop-seconds N]";
    private static final Set<String> PROFILES = Set.of("demo", "real");
    private static final Set<String> VALUED =
            Set.of("--home", "--data", "--etc", "--profile", "--settle-seconds", "--stop-seconds");

    HostOptions {
        if (!PROFILES.contains(profile)) {
            throw new IllegalArgumentException(
                    "profile " + profile + " is not known; it is demo or real");
        }
    }

    /**
     * From arguments, and where they are silent from {@code LIGHTWEB_DATA}, {@code LIGHTWEB_ETC},
     * {@code LIGHTWEB_PROFILE}, {@code LIGHTWEB_SETTLE_SECONDS}, {@code LIGHTWEB_STOP_SECONDS}.
     *
     * @throws IllegalArgumentException in words for the one who started it
     */
    static HostOptions parse(List<String> arguments, Map<String, String> environment) {
        Map<String, String> values = new HashMap<>();
        boolean clean = false;
        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            String argument = rest.removeFirst();
            if (argument.equals("--clean")) {
                clean = true;
            } else if (VALUED.contains(argument) && !rest.isEmpty()) {
                values.put(argument, rest.removeFirst());
            } else {
                throw new IllegalArgumentException(argument + " is not understood; " + USAGE);
            }
        }
        String home = values.get("--home");
        if (home == null) {
            throw new IllegalArgumentException("--home is missing; " + USAGE);
        }
        Path base = Path.of(home).toAbsolutePath().normalize();
        return new HostOptions(
                base,
                directory(given(values, "--data", environment, "LIGHTWEB_DATA"), base, "data"),
                directory(given(values, "--etc", environment, "LIGHTWEB_ETC"), base, "etc"),
                Objects.requireNonNullElse(
                        given(values, "--profile", environment, "LIGHTWEB_PROFILE"), "real"),
                clean,
                seconds(values, "--settle-seconds", environment, "LIGHTWEB_SETTLE_SECONDS", 30),
                seconds(values, "--stop-seconds", environment, "LIGHTWEB_STOP_SECONDS", 30));
    }

    private static Path directory(@Nullable String value, Path home, String name) {
        return (value == null ? home.resolve(name) : Path.of(value)).toAbsolutePath().normalize();
    }

    private static Duration seconds(
            Map<String, String> values,
            String option,
            Map<String, String> environment,
            String variable,
            int otherwise) {
        String value = given(values, option, environment, variable);
        if (value == null) {
            return Duration.ofSeconds(otherwise);
        }
        if (!value.matches("[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException(
                    option + " (" + variable + ") is " + value + "; it is 1 to 9999 seconds");
        }
        return Duration.ofSeconds(Integer.parseInt(value));
    }

    private static @Nullable String given(
            Map<String, String> values,
            String option,
            Map<String, String> environment,
            String variable) {
        String value = values.get(option);
        return value != null ? value : environment.get(variable);
    }
}
