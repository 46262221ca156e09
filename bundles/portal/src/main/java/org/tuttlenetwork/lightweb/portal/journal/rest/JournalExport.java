// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.portal.journal.rest;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;

import org.tuttlenetwork.lightweb.api.journal.Journal;
import org.tuttlenetwork.lightweb.api.journal.JournalNote;
import org.tuttlenetwork.lightweb.api.journal.JournalQuery;
import org.tuttlenetwork.lightweb.portal.journal.Asked;

/** The system's journal as a file. */
public final class JournalExport {
    /** A JSON object a line. */
    public static final String TYPE = "application/x-ndjson";

    private JournalExport() {}

    /** Every entry that was asked for, the newest first, streamed. */
    public static Response of(Journal journal, Asked asked) {
        JournalQuery query = JournalQuery.newest(JournalNote.SYSTEM, asked.filter());
        StreamingOutput body = out -> journal.export(query, out);
        return Response.ok(body, TYPE)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"journal.ndjson\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
