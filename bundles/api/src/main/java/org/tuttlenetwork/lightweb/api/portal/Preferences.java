// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.portal;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a browser may remember of how somebody likes the pages: what the words are. */
public final class Preferences {
    private static final Map<String, Locale> LANGUAGES =
            Map.of("en", Locale.ENGLISH, "fr", Locale.FRENCH);
    private static final Map<String, Appearance> APPEARANCES =
            Map.of(
                    "device", Appearance.DEVICE,
                    "light", Appearance.LIGHT,
                    "dark", Appearance.DARK);

    private Preferences() {}

    /**
     * The name of the cookie that keeps a preference.
     *
     * @param preference {@code language} or {@code appearance}
     * @param https whether browsers reach the host by https: only then may its name bind it to this
     *     host (RFC 6265bis, section 4.1.3.2)
     */
    public static String cookieName(String preference, boolean https) {
        return (https ? "__Host-" : "") + "lightweb-" + preference;
    }

    /** The language of a word; empty where it is none of ours. */
    public static Optional<Locale> language(String word) {
        return Optional.ofNullable(LANGUAGES.get(word));
    }

    /** The appearance of a word; empty where it is none. */
    public static Optional<Appearance> appearance(String word) {
        return Optional.ofNullable(APPEARANCES.get(word));
    }
}
