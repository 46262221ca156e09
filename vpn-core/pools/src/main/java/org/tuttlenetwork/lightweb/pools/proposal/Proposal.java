// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.proposal;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A change of a country's inputs that somebody asks for.
 *
 * @param id UUIDv7
 * @param draft what is asked for
 * @param base on which inputs
 * @param origin who asked
 * @param state how it stands
 * @param decision empty while it waits
 */
public record Proposal(
        UUID id, Draft draft, Base base, Origin origin, State state, Optional<Decision> decision) {
    /** How it stands. */
    public enum State {
        PENDING,
        APPROVED,
        REJECTED
    }

    /** Each input that it changes, with its value before and after; their sources come last. */
    public List<MergePatch.Difference> differences() {
        return MergePatch.differences(
                        base.inputs(), MergePatch.apply(base.inputs(), draft.changes()))
                .stream()
                .sorted(Comparator.comparing(change -> change.input().contains("citations")))
                .toList();
    }

    /**
     * The inputs that the proposal was made on.
     *
     * @param version of the country's inputs; 0 where the country was not assessed
     * @param inputs as they were
     */
    public record Base(long version, ObjectNode inputs) {}

    /**
     * Where a proposal comes from.
     *
     * @param by a user's id, or {@code file:} and a file's name
     * @param at when
     */
    public record Origin(String by, Instant at) {
        private static final String FILE = "file:";

        /** An edit of a file. */
        public static Origin file(String name, Instant at) {
            return new Origin(FILE + name, at);
        }

        /** The file's name; empty where a person asked. */
        public Optional<String> file() {
            return by.startsWith(FILE)
                    ? Optional.of(by.substring(FILE.length()))
                    : Optional.empty();
        }
    }

    /**
     * What an administrator decided.
     *
     * @param by the administrator's user id
     * @param at when
     * @param reason in words; empty where none was given
     * @param poolsVersion the signed document that carries it; 0 for a rejection
     */
    public record Decision(String by, Instant at, String reason, long poolsVersion) {}
}
