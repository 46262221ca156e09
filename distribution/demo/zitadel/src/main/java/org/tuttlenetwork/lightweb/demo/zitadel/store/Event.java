// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Something that happened.
 *
 * @param aggregate what it happened to
 * @param sequence counted within the aggregate, from 1
 * @param type such as {@code user.grant.added}
 * @param creationDate the same for all events of one command
 * @param editor the id of the user who did it, not of the one it is about
 * @param payload null where the event has none
 */
public record Event(
        Aggregate aggregate,
        long sequence,
        String type,
        Instant creationDate,
        String editor,
        @Nullable ObjectNode payload) {

    /**
     * What an event belongs to.
     *
     * @param type {@code user}, {@code usergrant} or {@code project}
     * @param id the aggregate's id
     * @param resourceOwner the organization
     */
    public record Aggregate(String type, String id, String resourceOwner) {}
}
