// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** The host refused: what its problem document (RFC 9457) says, in words. */
public final class Refusal extends Exception {
    private final int status;

    public Refusal(int status, JsonNode problem) {
        super(words(status, problem));
        this.status = status;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    private static String words(int status, JsonNode problem) {
        String title = problem.path("title").asText("The host answers " + status);
        String detail = problem.path("detail").asText("");
        String id = problem.path("requestId").asText("");
        return title + ". " + detail + (id.isEmpty() ? "" : " (request " + id + ")");
    }
}
