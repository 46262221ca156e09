// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A node with a new certificate.
 *
 * @param certificateChain in PEM, its own certificate first
 * @param renewAfter when the agent renews: at two thirds of the certificate's life (DECISIONS 5.4)
 * @param expires when the certificate ends
 */
public record Enrolled(
        String nodeId, List<String> certificateChain, Instant renewAfter, Instant expires) {
    static Enrolled of(String nodeId, List<String> chain, Instant now, CertifiedKey key) {
        Duration life = Duration.between(now, key.expires());
        return new Enrolled(
                nodeId, chain, now.plus(life.multipliedBy(2).dividedBy(3)), key.expires());
    }
}
