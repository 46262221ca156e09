// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.portal;

import org.tuttlenetwork.lightweb.api.identity.Caller;

import java.util.Locale;
import java.util.Optional;

/** Portal sessions, for the web room. Given by the portal. */
public interface Sessions {
    /** The name of the cookie that holds a session, for http and https. */
    String cookieName(boolean https);

    /**
     * Who a cookie stands for, by the local view of now (a locked user has no session).
     *
     * @param cookie the cookie's value
     */
    Optional<Session> find(String cookie);

    /**
     * A session.
     *
     * @param caller who
     * @param displayName their name
     * @param locale the language that they chose, or empty
     */
    record Session(Caller caller, String displayName, Optional<Locale> locale) {}
}
