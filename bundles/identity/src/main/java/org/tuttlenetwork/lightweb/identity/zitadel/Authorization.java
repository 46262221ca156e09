// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity.zitadel;

import org.tuttlenetwork.lightweb.api.identity.UserId;

import java.time.Instant;
import java.util.Set;

/**
 * A user's grant as Zitadel tells it.
 *
 * @param id the grant's id
 * @param user whose
 * @param projectId of which project
 * @param organizationId who granted it
 * @param active whether its state is active
 * @param changed when it last changed
 * @param roles the role keys
 */
public record Authorization(
        String id,
        UserId user,
        String projectId,
        String organizationId,
        boolean active,
        Instant changed,
        Set<String> roles) {
    public Authorization {
        roles = Set.copyOf(roles);
    }
}
