// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.server;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The settings of a host as it reads them itself, placeholders replaced. It holds secrets: no text
 * of it is ever shown.
 */
public final class Etc {
    /** As in the host's own reader. */
    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\$\\[(env|prop|secret):([^;\\]\\[]+)(?:;default=([^\\]\\[]*))?\\]");

    private final Map<String, Map<String, String>> files = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final Path folder;
    private final Map<String, String> environment;

    /**
     * Reads some files of a folder.
     *
     * @param folder which
     * @param environment for {@code $[env:…]}, the profile, and the data's folder
     * @param pids of the files, without {@code .cfg}
     */
    public Etc(Path folder, Map<String, String> environment, List<String> pids) {
        this.folder = folder;
        this.environment = Map.copyOf(environment);
        pids.forEach(this::read);
    }

    /** The folder itself. */
    public Path folder() {
        return folder;
    }

    /** The value; empty where the file or the key is not there. */
    public String get(String pid, String key) {
        return files.getOrDefault(pid, Map.of()).getOrDefault(key, "");
    }

    /** The value, or what the host takes without one. */
    public String get(String pid, String key, String usual) {
        String value = get(pid, key);
        return value.isEmpty() ? usual : value;
    }

    /** What can't be read, in words, without a secret. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    private void read(String pid) {
        Path file = folder.resolve(pid + ".cfg");
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException _) {
            problems.add(file + " is missing or can't be read");
            return;
        }
        Map<String, String> values = new HashMap<>();
        for (String key : properties.stringPropertyNames()) {
            String written = properties.getProperty(key).strip();
            values.put(
                    key,
                    PLACEHOLDER
                            .matcher(written)
                            .replaceAll(
                                    match ->
                                            Matcher.quoteReplacement(
                                                    value(match, file + ": " + key))));
        }
        files.put(pid, values);
    }

    private String value(MatchResult match, String where) {
        String name = match.group(2);
        Optional<String> found =
                switch (match.group(1)) {
                    case "env" -> Optional.ofNullable(environment.get(name));
                    case "prop" ->
                            name.equals("lightweb.profile")
                                    ? Optional.ofNullable(environment.get("LIGHTWEB_PROFILE"))
                                    : Optional.empty();
                    default -> secret(name);
                };
        String usual = match.group(3);
        if (found.isEmpty() && usual == null) {
            problems.add(where + ": there is no " + match.group(1) + " " + name);
        }
        return found.orElse(usual == null ? "" : usual);
    }

    private Optional<String> secret(String name) {
        Path data = Path.of(environment.getOrDefault("LIGHTWEB_DATA", "data"));
        for (Path directory : List.of(folder.resolve("secrets"), data.resolve("secrets"))) {
            Path file = directory.resolve(name).normalize();
            if (file.startsWith(directory) && Files.isReadable(file)) {
                try {
                    return Optional.of(Files.readString(file).strip());
                } catch (IOException e) {
                    problems.add(file + " can't be read: " + e.getMessage());
                }
            }
        }
        return Optional.empty();
    }
}
