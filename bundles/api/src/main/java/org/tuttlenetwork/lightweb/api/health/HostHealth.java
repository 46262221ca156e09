// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.health;

import java.util.List;

/**
 * How the whole host is at this moment: what {@code /readyz} answers, for pages. Does not block.
 */
public interface HostHealth {
    /** The host now. */
    Overview overview();

    /**
     * The whole.
     *
     * @param status the worst of the parts; DOWN where a needed feature is missing
     * @param missing needed features of which nothing is there
     * @param parts by name
     * @param diagnosis what the host says of bundles and components that don't start, in words
     */
    record Overview(
            Health.Status status, List<String> missing, List<Part> parts, List<String> diagnosis) {
        public Overview {
            missing = List.copyOf(missing);
            parts = List.copyOf(parts);
            diagnosis = List.copyOf(diagnosis);
        }
    }

    /**
     * One part.
     *
     * @param name the check's name
     * @param health its answer
     */
    record Part(String name, Health health) {}
}
