// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.api;

import org.tuttlenetwork.lightweb.demo.zitadel.http.ApiFailure;
import org.tuttlenetwork.lightweb.demo.zitadel.store.User;

/** The user whose token a call to Zitadel's API carries. */
public record Caller(User user) {
    public String id() {
        return user.id();
    }

    public boolean may(String permission) {
        return user.memberships().stream().anyMatch(m -> m.grants(permission));
    }

    /**
     * @throws ApiFailure permission_denied where the caller lacks the permission
     */
    public void demand(String permission) {
        if (!may(permission)) {
            throw ApiFailure.denied(permission);
        }
    }
}
