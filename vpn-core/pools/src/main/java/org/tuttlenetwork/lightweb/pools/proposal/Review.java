// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.proposal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A proposal as who decides sees it.
 *
 * @param proposal which
 * @param outdated whether the country's inputs have changed since it was made: it cannot be
 *     approved any more
 * @param consequences what would follow; empty where it is decided or outdated
 */
public record Review(Proposal proposal, boolean outdated, Optional<Consequences> consequences) {
    /** Stands for all that is seen here: who approves names it, and so approves nothing else. */
    public String tag() {
        StringBuilder seen = new StringBuilder(proposal.id().toString());
        seen.append(proposal.state()).append(outdated).append(proposal.decision());
        consequences.ifPresent(
                all -> {
                    seen.append(all.nodesKnown()).append(all.nodes());
                    all.countries().forEach(change -> append(seen, change));
                });
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(seen.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static void append(StringBuilder seen, Consequences.CountryChange change) {
        seen.append(
                List.of(
                        change.country(),
                        change.climateBefore(),
                        change.axesBefore(),
                        change.after().climate(),
                        change.after().axes(),
                        change.leaves(),
                        change.enters()));
    }
}
