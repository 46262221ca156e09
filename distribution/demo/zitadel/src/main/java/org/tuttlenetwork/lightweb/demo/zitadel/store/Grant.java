// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.store;

import com.fasterxml.jackson.annotation.JsonIgnore;

import org.tuttlenetwork.lightweb.demo.world.DemoIds;

import java.util.List;

/**
 * An authorization ("user grant").
 *
 * @param id the aggregate's id
 * @param userId whose
 * @param organizationId the organization that owns the authorization
 * @param roleKeys in the order written
 * @param active false once deactivated
 * @param stamp when changed
 */
public record Grant(
        String id,
        String userId,
        String organizationId,
        List<String> roleKeys,
        boolean active,
        Stamp stamp) {
    public Grant {
        roleKeys = List.copyOf(roleKeys);
    }

    /** The project grant by which a foreign organization holds the project; empty for the owner. */
    @JsonIgnore
    public String projectGrantId() {
        return organizationId.equals(DemoIds.ORGANIZATION) ? "" : Organizations.PROJECT_GRANT;
    }

    Grant with(List<String> newRoleKeys, Event event) {
        return new Grant(id, userId, organizationId, newRoleKeys, active, stamp.after(event));
    }

    Grant with(boolean newActive, Event event) {
        return new Grant(id, userId, organizationId, roleKeys, newActive, stamp.after(event));
    }
}
