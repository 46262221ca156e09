// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where a country's inputs come from.
 *
 * @param confidence how sure the analyst's judgements are
 * @param citations by input, sources of the analyst's judgements; an input without is uncited
 * @param note a remark for readers; empty where none
 */
public record Provenance(Confidence confidence, Map<String, List<URI>> citations, String note) {
    /** The inputs that are an analyst's judgement and need a citation each. */
    public static final Set<String> JUDGEMENTS =
            Set.of(
                    "vpnLaw",
                    "privacy.retentionMonths",
                    "privacy.retentionReachesVpn",
                    "crypto.status",
                    "crypto.tax");

    /**
     * @throws IllegalArgumentException where a citation belongs to no judgement
     */
    public Provenance {
        if (!JUDGEMENTS.containsAll(citations.keySet())) {
            throw new IllegalArgumentException(
                    "citations are for " + JUDGEMENTS.stream().sorted().toList());
        }
        citations = Map.copyOf(citations);
    }

    /** The judgements that no source stands for yet, in alphabetical order. */
    public List<String> uncited() {
        return JUDGEMENTS.stream()
                .filter(input -> citations.getOrDefault(input, List.of()).isEmpty())
                .sorted()
                .toList();
    }
}
