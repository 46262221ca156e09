// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.host;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One {@code etc/<pid>.cfg}, or {@code etc/<factory pid>~<name>.cfg}: Java properties whose values
 * may hold {@code $[env:NAME]}, {@code $[prop:name]} and {@code $[secret:name]}.
 *
 * @param pid the file's name without its ending
 * @param values as written, placeholders not yet replaced
 * @param secrets the secret files that the values name
 * @param problems in words, one a wrong line; such a file is not applied
 */
record ConfigurationFile(
        String pid, Map<String, String> values, List<Path> secrets, List<String> problems) {
    static final String ENDING = ".cfg";
    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\$\\[(env|prop|secret):([^;\\]\\[]+)((?:;[^\\]\\[]*)?)\\]");

    ConfigurationFile {
        values = Map.copyOf(values);
        secrets = List.copyOf(secrets);
        problems = List.copyOf(problems);
    }

    /**
     * Where the values of placeholders are looked up.
     *
     * @param environment a variable's value, or null
     * @param properties a framework property's value, or null
     * @param secretDirectories where the files are that hold secrets, the first that has one wins
     */
    record Sources(
            UnaryOperator<@Nullable String> environment,
            UnaryOperator<@Nullable String> properties,
            List<Path> secretDirectories) {
        @Nullable Path secret(String name) {
            return secretDirectories.stream()
                    .filter(directory -> directory.resolve(name).normalize().startsWith(directory))
                    .map(directory -> directory.resolve(name))
                    .filter(Files::isReadable)
                    .findFirst()
                    .orElse(null);
        }
    }

    static ConfigurationFile read(Path file, Sources sources) {
        String name = file.getFileName().toString();
        String pid = name.substring(0, name.length() - ENDING.length());
        List<String> problems = new ArrayList<>();
        Map<String, String> values = new TreeMap<>();
        try (Reader reader = Files.newBufferedReader(file)) {
            new OnceOnly(file, values, problems).load(reader);
        } catch (IllegalArgumentException | IOException e) {
            problems.add(file + ": can't be read as key = value lines: " + e.getMessage());
        }
        List<Path> secrets = new ArrayList<>();
        values.forEach((key, value) -> check(file, key, value, sources, secrets, problems));
        return new ConfigurationFile(pid, values, secrets, problems);
    }

    private static void check(
            Path file,
            String key,
            String value,
            Sources sources,
            List<Path> secrets,
            List<String> problems) {
        Matcher matcher = PLACEHOLDER.matcher(value);
        StringBuilder rest = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(rest, "");
            String missing = missing(matcher.group(1), matcher.group(2), sources, secrets);
            if (missing != null && !matcher.group(3).contains(";default=")) {
                problems.add(file + ": " + key + " = " + value + ": " + missing);
            }
        }
        matcher.appendTail(rest);
        if (rest.indexOf("$[") >= 0) {
            problems.add(
                    file
                            + ": "
                            + key
                            + " = "
                            + value
                            + ": a placeholder is not understood; allowed are $[env:NAME],"
                            + " $[secret:name] and $[prop:name], each also as"
                            + " $[env:NAME;default=VALUE]");
        }
    }

    private static @Nullable String missing(
            String kind, String name, Sources sources, List<Path> secrets) {
        return switch (kind) {
            case "env" ->
                    sources.environment().apply(name) == null
                            ? "the environment has no variable " + name
                            : null;
            case "prop" ->
                    sources.properties().apply(name) == null
                            ? "there is no framework property " + name
                            : null;
            default -> {
                Path secret = sources.secret(name);
                if (secret != null) {
                    secrets.add(secret);
                    yield null;
                }
                yield "no secret "
                        + name
                        + ": expected is a readable file of this name in one of "
                        + sources.secretDirectories();
            }
        };
    }

    /** Tells of a key that stands twice, where Java's own reader silently takes the last. */
    private static final class OnceOnly extends Properties {
        private final transient Path file;
        private final transient Map<String, String> values;
        private final transient List<String> problems;

        OnceOnly(Path file, Map<String, String> values, List<String> problems) {
            this.file = file;
            this.values = values;
            this.problems = problems;
        }

        @Override
        public synchronized @Nullable Object put(Object key, Object value) {
            String earlier = values.put(key.toString(), value.toString().strip());
            if (earlier != null) {
                problems.add(file + ": " + key + " stands twice; once is allowed");
            }
            return earlier;
        }
    }
}
