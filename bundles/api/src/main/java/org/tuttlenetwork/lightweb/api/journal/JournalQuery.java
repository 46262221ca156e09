// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.journal;

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

    /**
     * @throws IllegalArgumentException if scope, position or limit is none
     */
    public JournalQuery {
        JournalNote.requireScope(scope);
        if (before < 1 || limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("before is 1 or more, limit 1 to " + MOST);
        }
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
