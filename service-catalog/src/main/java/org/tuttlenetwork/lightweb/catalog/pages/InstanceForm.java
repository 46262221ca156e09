// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.catalog.pages;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.catalog.Catalog;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What was typed to place a service.
 *
 * @param type the id of a service type
 * @param title as typed
 * @param name as typed
 * @param peer the name of a machine
 * @param island as typed; empty for the whole network
 */
public record InstanceForm(String type, String title, String name, String peer, String island) {
    static final InstanceForm EMPTY = new InstanceForm("", "", "", "", "");

    /** Where reasons stand in the form. */
    static final Map<String, String> PLACES = Map.of("service-name-taken", "name");

    static InstanceForm typed(
            @Nullable String type,
            @Nullable String title,
            @Nullable String name,
            @Nullable String peer,
            @Nullable String island) {
        return new InstanceForm(
                Objects.requireNonNullElse(type, ""),
                Objects.requireNonNullElse(title, ""),
                Objects.requireNonNullElse(name, "").strip(),
                Objects.requireNonNullElse(peer, ""),
                Objects.requireNonNullElse(island, "").strip());
    }

    Catalog.Order order() {
        return new Catalog.Order(
                type, name, title, peer, Optional.of(island).filter(slug -> !slug.isEmpty()));
    }
}
