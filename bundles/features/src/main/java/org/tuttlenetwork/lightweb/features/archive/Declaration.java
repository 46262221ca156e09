// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.archive;

import org.osgi.framework.VersionRange;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the publisher says of a feature in {@code feature.json}: OSGi's own attributes, and our
 * extension {@value #EXTENSION} (docs/plugins.md lists its fields).
 *
 * @param words for people
 * @param requirements what the host must offer
 * @param permissions what it asks for; {@link Permission#PATHS} is among them where it claims
 *     something
 * @param claims what shall belong to it
 * @param health how long the host waits for it
 * @param irreversible versions of its schema's migrations (Flyway's, such as {@code 3} or {@code
 *     2.1}) after which an older revision cannot run
 * @param breaking whether people must do something after an update to this version
 */
public record Declaration(
        Words words,
        Requirements requirements,
        Set<Permission> permissions,
        Claims claims,
        HealthGate health,
        Set<String> irreversible,
        boolean breaking) {
    /** The name of our extension of OSGi's Feature. */
    public static final String EXTENSION = "org.tuttlenetwork.lightweb";

    public Declaration {
        permissions = Set.copyOf(permissions);
        irreversible = Set.copyOf(irreversible);
    }

    /**
     * OSGi's attributes (Compendium 8, table 159.1).
     *
     * @param name the feature's name; empty where none is given
     * @param description what it is for
     * @param vendor who makes it
     * @param license in the form of {@code Bundle-License}, usually an SPDX identifier
     * @param docUrl an https address
     */
    public record Words(
            Optional<String> name,
            Optional<String> description,
            Optional<String> vendor,
            Optional<String> license,
            Optional<String> docUrl) {}

    /**
     * What the host must offer.
     *
     * @param api which versions of {@code bundles/api}; empty for any
     * @param java the oldest Java that will do, for example 25; empty for any
     */
    public record Requirements(Optional<VersionRange> api, Optional<Integer> java) {}

    /**
     * What belongs to the feature from its first install (DECISIONS 2.6).
     *
     * @param paths first segments of paths, without slashes
     * @param sections ids of portal sections
     */
    public record Claims(List<String> paths, List<String> sections) {
        public Claims {
            paths = List.copyOf(paths);
            sections = List.copyOf(sections);
        }

        public boolean isEmpty() {
            return paths.isEmpty() && sections.isEmpty();
        }
    }

    /**
     * How long the host waits.
     *
     * @param start until it must have started: 1 second to 5 minutes, 30 seconds unless said
     *     otherwise
     * @param grace how long it is watched after the switch, while the revision before stays ready:
     *     0 to 1 hour, 60 seconds unless said otherwise
     */
    public record HealthGate(Duration start, Duration grace) {
        /** What counts where nothing is said. */
        public static final HealthGate USUAL =
                new HealthGate(Duration.ofSeconds(30), Duration.ofSeconds(60));
    }
}
