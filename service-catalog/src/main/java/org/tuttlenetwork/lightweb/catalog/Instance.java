// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.catalog;

import org.tuttlenetwork.lightweb.api.identity.UserId;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One running server of a service type.
 *
 * @param id its id
 * @param typeId the service type
 * @param name its DNS label: 2 to 40 of {@code a-z}, {@code 0-9} and single dashes inside
 * @param title shown to people, 1 to 80 characters
 * @param peer the name of the mesh peer that it runs on
 * @param place where it is offered
 * @param placedBy by which administrator
 * @param placedAt when
 */
public record Instance(
        UUID id,
        String typeId,
        String name,
        String title,
        String peer,
        Place place,
        UserId placedBy,
        Instant placedAt) {
    /** Where an instance is offered. */
    public sealed interface Place {}

    /** To everybody in the network. */
    public record WholeNetwork() implements Place {}

    /**
     * To the members of one island.
     *
     * @param id the island
     * @param slug its slug
     */
    public record OnIsland(UUID id, String slug) implements Place {}

    /** The island, where it is on one. */
    public Optional<UUID> island() {
        return switch (place) {
            case WholeNetwork() -> Optional.empty();
            case OnIsland(UUID island, String _) -> Optional.of(island);
        };
    }

    /** The instance's name in the mesh. */
    public String domain(String suffix) {
        return switch (place) {
            case WholeNetwork() -> name + "." + suffix;
            case OnIsland(UUID _, String slug) -> name + "." + slug + "." + suffix;
        };
    }
}
