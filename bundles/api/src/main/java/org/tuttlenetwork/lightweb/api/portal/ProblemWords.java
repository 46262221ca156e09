// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.portal;

import org.tuttlenetwork.lightweb.api.problem.ProblemType;

import java.util.Locale;

/** What pages say of each kind of problem, whatever the room. */
public final class ProblemWords {
    private ProblemWords() {}

    /** What happened, in a few words. */
    public static String title(ProblemType type, Locale locale) {
        return messages(locale).text("problem." + type);
    }

    /** Whether anything changed, and what to do. */
    public static String advice(ProblemType type, Locale locale) {
        return messages(locale).text("advice." + type);
    }

    /** Whether anything changed, where a room has said the rest. */
    public static String outcome(ProblemType type, Locale locale) {
        return messages(locale).text(type == ProblemType.INTERNAL ? "unsure" : "unchanged");
    }

    /** What stands before a request id that somebody may want to copy. */
    public static String request(Locale locale) {
        return messages(locale).text("request");
    }

    private static Messages messages(Locale locale) {
        return Messages.of(ProblemWords.class, locale);
    }
}
