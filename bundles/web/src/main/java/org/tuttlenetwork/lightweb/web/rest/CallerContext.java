// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.rest;

import jakarta.ws.rs.core.SecurityContext;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.RoleKey;
import org.tuttlenetwork.lightweb.api.web.NodeCaller;

import java.security.Principal;
import java.util.Set;

/** Tells resources who is calling. */
record CallerContext(@Nullable Principal principal, Set<RoleKey> roles, String scheme)
        implements SecurityContext {
    static final CallerContext NOBODY = new CallerContext(null, Set.of(), "");

    static CallerContext of(Caller caller, String scheme) {
        return new CallerContext(caller, caller.roles(), scheme);
    }

    static CallerContext of(NodeCaller caller) {
        return new CallerContext(caller, Set.of(), SecurityContext.CLIENT_CERT_AUTH);
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        return principal;
    }

    @Override
    public boolean isUserInRole(String role) {
        return !role.isBlank() && roles.contains(new RoleKey(role));
    }

    @Override
    public boolean isSecure() {
        return true;
    }

    @Override
    public String getAuthenticationScheme() {
        return scheme;
    }
}
