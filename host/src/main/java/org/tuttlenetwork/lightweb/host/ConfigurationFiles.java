// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks at {@code etc/*.cfg} before anything starts: a placeholder that cannot be filled would stay
 * in the value as it is written, so it is refused here, naming file, key and what is missing.
 */
final class ConfigurationFiles {
    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\$\\[([a-z]+):([^\\];]*)(;[^\\]]*)?\\]");

    private final List<Path> folders;
    private final Path secrets;
    private final Map<String, String> environment;

    ConfigurationFiles(List<Path> folders, Path secrets, Map<String, String> environment) {
        this.folders = List.copyOf(folders);
        this.secrets = secrets;
        this.environment = Map.copyOf(environment);
    }

    /** What is wrong, one line a value; empty where all can be filled. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (Path folder : folders) {
            for (Path file : files(folder)) {
                new TreeMap<>(read(file))
                        .forEach(
                                (key, value) ->
                                        check(file, key.toString(), value.toString(), problems));
            }
        }
        return problems;
    }

    private void check(Path file, String key, String value, List<String> problems) {
        Matcher matcher = PLACEHOLDER.matcher(value);
        while (matcher.find()) {
            String name = matcher.group(2);
            boolean hasDefault =
                    matcher.group(3) != null && matcher.group(3).startsWith(";default=");
            String missing =
                    switch (matcher.group(1)) {
                        case "env" ->
                                environment.containsKey(name) || hasDefault
                                        ? ""
                                        : "the environment variable " + name + " is not set";
                        case "secret" ->
                                Files.isReadable(secrets.resolve(name)) || hasDefault
                                        ? ""
                                        : "there is no readable file " + secrets.resolve(name);
                        case "prop" -> "";
                        default -> "only $[env:…], $[secret:…] and $[prop:…] are known";
                    };
            if (!missing.isEmpty()) {
                problems.add(file + ": " + key + " = " + value + ": " + missing);
            }
        }
        if (value.replaceAll(PLACEHOLDER.pattern(), "").contains("$[")) {
            problems.add(file + ": " + key + " = " + value + ": a placeholder is not closed");
        }
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".cfg"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The configuration cannot be read: " + folder, e);
        }
    }

    private static Properties read(Path file) {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("The configuration cannot be read: " + file, e);
        }
        return properties;
    }
}
