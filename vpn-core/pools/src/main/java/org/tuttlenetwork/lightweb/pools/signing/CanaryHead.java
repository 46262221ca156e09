// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.signing;

import org.tuttlenetwork.lightweb.pools.Canary;
import org.tuttlenetwork.lightweb.pools.JurisdictionCode;

import java.time.Instant;

/**
 * The newest statement of a country's canary.
 *
 * @param jurisdiction the country
 * @param sha256 of the statement as it was signed, lower-case hex
 * @param issued when
 * @param nextDue when the next one must be there
 * @param state what it said when the weather was computed
 */
public record CanaryHead(
        JurisdictionCode jurisdiction,
        String sha256,
        Instant issued,
        Instant nextDue,
        Canary state) {}
