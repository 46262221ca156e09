// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity.zitadel;

import java.util.List;

/**
 * What a list call gave, all its pages together.
 *
 * @param items what was listed
 * @param complete whether as many came as Zitadel says there are
 * @param <T> what is listed
 */
public record Listing<T>(List<T> items, boolean complete) {
    public Listing {
        items = List.copyOf(items);
    }
}
