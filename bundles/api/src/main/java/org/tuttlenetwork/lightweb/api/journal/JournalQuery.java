// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.journal;

import org.tuttlenetwork.lightweb.api.problem.LightWebException;

import java.util.regex.Pattern;

/**
 * A page of one scope's journal, the newest entries first.
 *
 * @param scope exactly one, as in {@link JournalNote}
 * @param filter which of its entries
 * @param before only entries with a smaller number: that of the last entry of the page before, or
 *     {@link Long#MAX_VALUE} for the first page
 * @param limit 1 to {@value #MOST}: one more than listings show (DECISIONS 4.2), which tells
 *     whether there is a next page
 */
public record JournalQuery(String scope, JournalFilter filter, long before, int limit) {
    /** The largest limit. */
    public static final int MOST = 201;

    private static final Pattern POSITION = Pattern.compile("[1-9][0-9]{0,17}");

    /**
     * @throws IllegalArgumentException if scope, position or limit is none
     */
    public JournalQuery {
        JournalNote.requireScope(scope);
        if (before < 1 || limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("before is 1 or more, limit 1 to " + MOST);
        }
    }

    /**
     * The position that a listing's {@code next} stands for (DECISIONS 3.8).
     *
     * @param after what the page before gave, or empty for the first
     * @throws LightWebException INVALID, naming {@code after}, where no page gave that
     */
    public static long position(String after) {
        if (after.isEmpty()) {
            return Long.MAX_VALUE;
        }
        if (!POSITION.matcher(after).matches()) {
            throw LightWebException.invalid("after", "what the page before gave as next");
        }
        return Long.parseLong(after);
    }

    /** The newest entries of a scope, as many as there may be. */
    public static JournalQuery newest(String scope, JournalFilter filter) {
        return new JournalQuery(scope, filter, Long.MAX_VALUE, MOST);
    }

    /** The same for the page that follows an entry. */
    public JournalQuery after(JournalEntry last) {
        return new JournalQuery(scope, filter, last.number(), limit);
    }
}
