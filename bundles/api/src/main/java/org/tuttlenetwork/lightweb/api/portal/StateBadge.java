// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.portal;

import java.util.Locale;

/** State as a word, a shape and a colour, in this order: the same everywhere. */
public final class StateBadge {
    private StateBadge() {}

    /** The word of a state. */
    public static String word(Section.State state, Locale locale) {
        return Messages.of(StateBadge.class, locale).text("state." + state);
    }

    /** HTML: the word with its shape; the style sheet of the shell draws it. */
    public static String markup(Section.State state, Locale locale) {
        String kind = state.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return "<span class=\"state state-" + kind + "\">" + word(state, locale) + "</span>";
    }
}
