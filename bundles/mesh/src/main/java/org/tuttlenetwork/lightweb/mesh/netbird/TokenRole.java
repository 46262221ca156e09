// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.netbird;

import java.util.Locale;
import java.util.Set;

/**
 * The two tokens, by what they are for: each with the least role that can do it (netbird.md §2.3).
 */
public enum TokenRole {
    /** Groups, policies, DNS. */
    NETWORK("network_admin", Set.of("admin", "owner")),
    /** Users, setup keys. */
    ADMIN("admin", Set.of("owner"));

    private final String needed;
    private final Set<String> greater;

    TokenRole(String needed, Set<String> greater) {
        this.needed = needed;
        this.greater = greater;
    }

    /** How the role of a service user fits. */
    public enum Fit {
        RIGHT,
        /** All works, with more power than is needed. */
        MORE_THAN_NEEDED,
        WRONG
    }

    /** NetBird's name of the role that its service user should have. */
    public String needed() {
        return needed;
    }

    public Fit fit(String role) {
        if (role.equals(needed)) {
            return Fit.RIGHT;
        }
        return greater.contains(role) ? Fit.MORE_THAN_NEEDED : Fit.WRONG;
    }

    /** In lower case, as it stands in names and addresses. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its key in {@code etc/lightweb.mesh.cfg}. */
    public String key() {
        return label() + "_token";
    }
}
