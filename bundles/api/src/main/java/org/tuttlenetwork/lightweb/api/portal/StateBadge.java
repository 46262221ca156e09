// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.portal;

import java.util.Locale;
import java.util.Map;

/** State as a word, a shape and a colour, in this order: the same everywhere. */
public final class StateBadge {
    private static final Map<Section.State, String> ENGLISH =
            Map.of(
                    Section.State.WORKING, "working",
                    Section.State.WAITING, "waiting",
                    Section.State.NEEDS_YOU, "needs you",
                    Section.State.BROKEN, "broken",
                    Section.State.OFF, "off");
    private static final Map<Section.State, String> FRENCH =
            Map.of(
                    Section.State.WORKING, "en marche",
                    Section.State.WAITING, "en attente",
                    Section.State.NEEDS_YOU, "à vous",
                    Section.State.BROKEN, "en panne",
                    Section.State.OFF, "arrêté");

    private StateBadge() {}

    /** The word of a state. */
    public static String word(Section.State state, Locale locale) {
        boolean french = locale.getLanguage().equals("fr");
        return (french ? FRENCH : ENGLISH).getOrDefault(state, "");
    }

    /** HTML: the word with its shape; the style sheet of the shell draws it. */
    public static String markup(Section.State state, Locale locale) {
        String kind = state.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return "<span class=\"state state-" + kind + "\">" + word(state, locale) + "</span>";
    }
}
