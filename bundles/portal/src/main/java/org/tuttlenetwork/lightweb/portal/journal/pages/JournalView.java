// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.portal.journal.pages;

import org.tuttlenetwork.lightweb.portal.journal.Asked;

import java.util.List;

/**
 * What the page shows.
 *
 * @param asked what was asked for
 * @param rows what was found, the newest first
 * @param older leads to the page that follows; empty at the end
 * @param newest leads to the first page; empty there
 */
public record JournalView(Asked asked, List<JournalRow> rows, String older, String newest) {
    /** Where the page is. */
    static final String PATH = "/journal";

    public JournalView {
        rows = List.copyOf(rows);
    }

    /** Nothing, where it was not understood what was asked for. */
    static JournalView nothing(Asked asked) {
        return new JournalView(asked, List.of(), "", "");
    }

    /** Leads to the file of everything that was asked for. */
    public String export() {
        return link(PATH + "/export", asked.query());
    }

    static String link(String path, String query) {
        return query.isEmpty() ? path : path + "?" + query;
    }
}
