// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.store;

import java.util.List;

/**
 * Somebody who comes with others.
 *
 * @param roleKeys of the project's roles, which come with them or are there; none for no
 *     authorization
 */
public record Newcomer(
        String userId, String userName, User.Profile profile, List<String> roleKeys) {
    public Newcomer {
        roleKeys = List.copyOf(roleKeys);
    }
}
