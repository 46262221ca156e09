// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.idempotency;

/**
 * Answers to requests that name themselves, the same for all hosts. Calls block on the database.
 */
public interface KeptAnswers {
    /**
     * Claims a request for the caller of this method, if nobody has.
     *
     * @param fingerprint SHA-256 of what was sent, as hexadecimal digits
     */
    Claim claim(Scope scope, String fingerprint);

    /** Keeps the answer to a claimed request. */
    void keep(Scope scope, KeptAnswer answer);

    /** Takes a claim back: nothing was done, and the same key may try again. */
    void drop(Scope scope);
}
