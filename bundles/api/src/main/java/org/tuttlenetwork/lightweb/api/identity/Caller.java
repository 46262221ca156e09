// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.identity;

import java.security.Principal;
import java.util.Set;

/**
 * Who is calling: a person whose token or session was verified. Roles come from the reconciled
 * local view, never from the token (DECISIONS 1.6). JAX-RS resources get it as {@code @Context
 * SecurityContext} user principal, see {@link #of(jakarta.ws.rs.core.SecurityContext)}.
 *
 * @param user who
 * @param roles the effective roles
 */
public record Caller(UserId user, Set<RoleKey> roles) implements Principal {
    public Caller {
        roles = Set.copyOf(roles);
    }

    /**
     * The caller of a request that was authenticated.
     *
     * @throws IllegalStateException if the resource is open to everybody and nobody is
     *     authenticated
     */
    public static Caller of(jakarta.ws.rs.core.SecurityContext context) {
        if (context.getUserPrincipal() instanceof Caller caller) {
            return caller;
        }
        throw new IllegalStateException("This request has no authenticated caller");
    }

    public boolean isAdministrator() {
        return roles.contains(RoleKey.ADMINISTRATOR);
    }

    @Override
    public String getName() {
        return user.value();
    }
}
