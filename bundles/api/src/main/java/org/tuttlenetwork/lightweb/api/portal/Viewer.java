// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.portal;

import org.tuttlenetwork.lightweb.api.identity.Caller;

import java.util.Locale;
import java.util.Optional;

/**
 * Who looks at a page. JAX-RS page resources get it as {@code @Context Viewer}.
 *
 * @param caller who is logged in; empty on a page for everybody
 * @param displayName their name; empty where nobody is logged in
 * @param locale {@link Locale#ENGLISH} or {@link Locale#FRENCH}
 * @param appearance which colours they chose
 * @param requestId the request's id
 * @param isAtDoor whether they come from outside, by the listener that serves invitations only
 */
public record Viewer(
        Optional<Caller> caller,
        String displayName,
        Locale locale,
        Appearance appearance,
        String requestId,
        boolean isAtDoor) {
    /** Somebody on the people's own listener. */
    public Viewer(
            Optional<Caller> caller,
            String displayName,
            Locale locale,
            Appearance appearance,
            String requestId) {
        this(caller, displayName, locale, appearance, requestId, false);
    }

    /** Whether the caller is an administrator of the network. */
    public boolean isAdministrator() {
        return caller.filter(Caller::isAdministrator).isPresent();
    }

    /**
     * The caller of a page that needs a login.
     *
     * @throws IllegalStateException if the page is open to everybody and nobody is logged in
     */
    public Caller require() {
        return caller.orElseThrow(() -> new IllegalStateException("Nobody is logged in"));
    }
}
