// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.vpn.client;

/** What became of a document that was offered. */
public sealed interface Outcome {
    /**
     * New, verified and persisted.
     *
     * @param document what is held now
     */
    record Accepted(Held document) implements Outcome {}

    /**
     * The same content as held.
     *
     * @param document what is held
     */
    record Unchanged(Held document) implements Outcome {}

    /**
     * Not accepted; what was held is still held.
     *
     * @param reason which rule
     * @param detail in words, for a log
     */
    record Refused(Refusal reason, String detail) implements Outcome {}
}
