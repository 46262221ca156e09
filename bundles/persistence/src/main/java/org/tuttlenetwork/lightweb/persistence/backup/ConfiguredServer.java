// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.backup;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.persistence.unit.Server;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The database that a backup's own configuration names; empty for the embedded one. */
final class ConfiguredServer {
    private static final String FILE = "lightweb.persistence.cfg";
    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\$\\[(env|secret):([^;\\]\\[]+)\\]");

    private ConfiguredServer() {}

    /**
     * @param environment where {@code $[env:…]} is looked up
     * @throws LightWebException INVALID where a placeholder leads nowhere
     */
    static Optional<Server> of(Backup backup, Map<String, String> environment) throws IOException {
        byte[] file = backup.files(BackupManifest.ETC).get(FILE);
        if (file == null) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        properties.load(new StringReader(new String(file, StandardCharsets.UTF_8)));
        String url = resolved("url", properties, backup, environment);
        return url.isBlank()
                ? Optional.empty()
                : Optional.of(
                        new Server(
                                url,
                                resolved("user", properties, backup, environment),
                                resolved("password", properties, backup, environment)));
    }

    private static String resolved(
            String key, Properties properties, Backup backup, Map<String, String> environment) {
        Matcher matcher = PLACEHOLDER.matcher(properties.getProperty(key, "").strip());
        StringBuilder value = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(2);
            String found =
                    matcher.group(1).equals("env") ? environment.get(name) : secret(backup, name);
            if (found == null) {
                throw LightWebException.invalid(
                        "etc/" + FILE, key + " names " + matcher.group() + ", which is not there");
            }
            matcher.appendReplacement(value, Matcher.quoteReplacement(found));
        }
        matcher.appendTail(value);
        return value.toString();
    }

    private static @Nullable String secret(Backup backup, String name) {
        byte[] secret = backup.files(BackupManifest.ETC + "secrets/").get(name);
        if (secret == null) {
            secret = backup.files(BackupManifest.SECRETS).get(name);
        }
        return secret == null ? null : new String(secret, StandardCharsets.UTF_8).strip();
    }
}
