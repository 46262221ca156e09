// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.proposal;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.pools.JurisdictionCode;

import java.net.URI;
import java.util.Optional;

/**
 * What somebody would change, and why.
 *
 * @param country whose inputs
 * @param changes a merge patch (RFC 7396) on them
 * @param reason in words, 1 to 1000 characters
 * @param source what the new values rest on; empty is shown as uncited
 */
public record Draft(
        JurisdictionCode country, ObjectNode changes, String reason, Optional<URI> source) {
    private static final int MAX_REASON = 1000;
    private static final int MAX_CHANGES = 16_384;

    /**
     * @throws LightWebException INVALID naming the field
     */
    public Draft {
        reason = reason.strip();
        if (reason.isEmpty() || reason.length() > MAX_REASON) {
            throw LightWebException.invalid("reason", "1 to " + MAX_REASON + " characters");
        }
        if (changes.toString().length() > MAX_CHANGES) {
            throw LightWebException.invalid(
                    "changes", "at most " + MAX_CHANGES + " characters of JSON");
        }
    }

    /** The same with other changes. */
    public Draft withChanges(ObjectNode other) {
        return new Draft(country, other, reason, source);
    }
}
