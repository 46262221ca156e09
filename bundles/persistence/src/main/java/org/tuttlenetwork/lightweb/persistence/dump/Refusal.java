// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.dump;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;

/** Why a file or a dump is not taken, each kind in words of its own; nothing was changed then. */
public final class Refusal {
    private static final String NOTHING = " Nothing was changed.";

    private Refusal() {}

    /** It is something else. */
    public static LightWebException foreign(String what) {
        return of("This is no backup of LightWeb: " + what + ".", null);
    }

    /** Its end is missing. */
    public static LightWebException cutShort(@Nullable Throwable cause) {
        return of(
                "The backup is cut short: its end is missing. Copy it anew, or take another one.",
                cause);
    }

    /** Something in it is not what was written. */
    public static LightWebException altered(String where, @Nullable Throwable cause) {
        return of(
                "The backup was altered or damaged ("
                        + where
                        + "). Copy it anew, or take another one.",
                cause);
    }

    /** A later host made it. */
    public static LightWebException newer(String theirs, String ours) {
        return of(
                "The backup is of a newer LightWeb ("
                        + theirs
                        + ") than this one ("
                        + ours
                        + "). Install that version, then restore.",
                null);
    }

    private static LightWebException of(String words, @Nullable Throwable cause) {
        return new LightWebException(ProblemType.INVALID, words + NOTHING, cause);
    }
}
