// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.web;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;

/** An answer that a browser saves as a file. */
public final class Attachment {
    /** Newline-delimited JSON: an object a line. */
    public static final String NDJSON = "application/x-ndjson";

    private Attachment() {}

    /**
     * An answer that is a file, which nobody between keeps.
     *
     * @param name of the file: letters, digits, {@code -} and {@code .}
     * @param type its media type
     * @param content what JAX-RS can write in that type
     */
    public static Response of(String name, String type, Object content) {
        return Response.ok(content, type)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** The same of unknown length, streamed. */
    public static Response of(String name, String type, StreamingOutput content) {
        return of(name, type, (Object) content);
    }
}
