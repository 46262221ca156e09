// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.http;

import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.tuttlenetwork.lightweb.api.portal.Appearance;
import org.tuttlenetwork.lightweb.api.portal.Preferences;
import org.tuttlenetwork.lightweb.api.portal.Sessions;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.web.Collaborators;

import java.util.Locale;
import java.util.Optional;

/** Finds out who looks at a page, by the session cookie, once a request. */
public final class Viewers {
    private static final String ATTRIBUTE = Viewer.class.getName();
    private static final String DOOR = "org.tuttlenetwork.lightweb.door";

    private final Collaborators collaborators;
    private final boolean https;

    /**
     * @param https whether browsers reach the host by https: decides the cookie's name
     */
    public Viewers(Collaborators collaborators, boolean https) {
        this.collaborators = collaborators;
        this.https = https;
    }

    /** Notes that a request came by the door. */
    static void atDoor(Request request) {
        request.setAttribute(DOOR, true);
    }

    public Viewer of(Request request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Viewer known) {
            return known;
        }
        Viewer viewer = find(request);
        request.setAttribute(ATTRIBUTE, viewer);
        return viewer;
    }

    private Viewer find(Request request) {
        String requestId = Exchange.of(request).requestId();
        boolean door = request.getAttribute(DOOR) != null;
        Locale asked = locale(request);
        Appearance appearance = appearance(request);
        Optional<Sessions.Session> session =
                collaborators.sessions().flatMap(sessions -> session(request, sessions));
        return session.map(
                        found ->
                                new Viewer(
                                        Optional.of(found.caller()),
                                        found.displayName(),
                                        found.locale().orElse(asked),
                                        appearance,
                                        requestId,
                                        door))
                .orElseGet(
                        () -> new Viewer(Optional.empty(), "", asked, appearance, requestId, door));
    }

    private Optional<Sessions.Session> session(Request request, Sessions sessions) {
        return cookie(request, sessions.cookieName(https)).flatMap(sessions::find);
    }

    private static Optional<String> cookie(Request request, String name) {
        return Request.getCookies(request).stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    private Appearance appearance(Request request) {
        String chosen = cookie(request, Preferences.cookieName("appearance", https)).orElse("");
        return Preferences.appearance(chosen).orElse(Appearance.DEVICE);
    }

    private Locale locale(Request request) {
        String chosen = cookie(request, Preferences.cookieName("language", https)).orElse("");
        return Preferences.language(chosen).orElseGet(() -> preferred(request));
    }

    private static Locale preferred(Request request) {
        if (!request.getHeaders().contains(HttpHeader.ACCEPT_LANGUAGE)) {
            return Locale.ENGLISH;
        }
        for (Locale locale : Request.getLocales(request)) {
            if (locale.getLanguage().equals("fr")) {
                return Locale.FRENCH;
            }
            if (locale.getLanguage().equals("en")) {
                return Locale.ENGLISH;
            }
        }
        return Locale.ENGLISH;
    }
}
