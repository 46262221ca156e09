// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity.pages;

import org.tuttlenetwork.lightweb.identity.store.HeldCursor;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the page shows.
 *
 * @param lines what waits, the oldest first
 * @param after where the page before ended; empty on the first
 * @param next where this one ends; empty on the last
 * @param all whether all of it is chosen
 */
public record HeldView(List<HeldLine> lines, String after, String next, boolean all) {
    public HeldView {
        lines = List.copyOf(lines);
    }

    static HeldView of(List<HeldLine> lines, HeldCursor after, String next, boolean all) {
        return new HeldView(
                lines, after.equals(HeldCursor.START) ? "" : after.toString(), next, all);
    }

    /** Leads to what follows. */
    public String following() {
        return PeoplePage.PATH + "?after=" + encode(next);
    }

    /** Leads to the same with all of it chosen, or none. */
    public String other() {
        String same = after.isEmpty() ? "" : "after=" + encode(after);
        if (all) {
            return same.isEmpty() ? PeoplePage.PATH : PeoplePage.PATH + "?" + same;
        }
        return PeoplePage.PATH + "?all=true" + (same.isEmpty() ? "" : "&" + same);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
