// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence;

import org.tuttlenetwork.lightweb.persistence.unit.Server;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * {@code etc/lightweb.persistence.cfg}, looked at.
 *
 * @param external a database of one's own; empty for the embedded one
 * @param patience how long an external one may take to answer at the start
 * @param pool the most connections, 4 to 200
 * @param feedAge how long changes are kept, 1 to 90 days
 * @param shortLivedTopics how topics begin that are kept within the hour only
 */
record Settings(
        Optional<Server> external,
        Duration patience,
        int pool,
        Duration feedAge,
        List<String> shortLivedTopics) {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /**
     * @throws IllegalArgumentException naming file, key, value and what is allowed
     */
    static Settings of(PersistenceConfig config) {
        return new Settings(
                external(config),
                PATIENCE,
                within("pool_size", config.pool__size(), 4, 200),
                Duration.ofDays(within("feed_days", config.feed__days(), 1, 90)),
                List.of(config.short__lived__topics()));
    }

    private static Optional<Server> external(PersistenceConfig config) {
        String url = resolved("url", config.url(), config.url());
        if (url.isBlank()) {
            return Optional.empty();
        }
        if (!url.startsWith("jdbc:postgresql://")) {
            throw wrong("url", url, "jdbc:postgresql://host:port/database, or nothing");
        }
        return Optional.of(
                new Server(
                        url,
                        resolved("user", config.user(), config.user()),
                        resolved("password", config.password(), "(not shown)")));
    }

    /** What the interpolation could not resolve is left as it was: never a value. */
    private static String resolved(String key, String value, String shown) {
        if (value.contains("$[")) {
            throw wrong(key, shown, "a value; what $[…] names is not there");
        }
        return value.strip();
    }

    private static int within(String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw wrong(key, String.valueOf(value), min + " to " + max);
        }
        return value;
    }

    private static IllegalArgumentException wrong(String key, String value, String allowed) {
        return new IllegalArgumentException(
                "etc/lightweb.persistence.cfg: %s is %s; allowed: %s"
                        .formatted(key, value, allowed));
    }
}
