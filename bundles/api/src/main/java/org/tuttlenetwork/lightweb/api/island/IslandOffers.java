// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.island;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Told by a feature that brings something to islands: what their members can use there. */
public interface IslandOffers {
    /**
     * What is offered on an island, by title; shown to who is invited, before they join.
     *
     * @param locale the language of the kinds' names
     */
    List<Offered> on(UUID island, Locale locale);

    /**
     * Something that members can use.
     *
     * @param title as the island calls it, 1 to 80 characters
     * @param kind what it is, for example "Wiki"
     */
    record Offered(String title, String kind) {}
}
