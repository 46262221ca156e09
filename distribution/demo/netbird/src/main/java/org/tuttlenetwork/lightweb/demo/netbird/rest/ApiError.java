// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird.rest;

import java.util.Locale;

/**
 * An error as the management server answers it: {@code {"message","code"}}, the message
 * lower-cased.
 */
public final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    public ApiError(int status, String message) {
        super(message);
        this.status = status;
    }

    /** InvalidArgument. */
    static ApiError invalid(String message) {
        return new ApiError(422, message);
    }

    static ApiError badRequest(String message) {
        return new ApiError(400, message);
    }

    static ApiError notFound(String what, String id) {
        return new ApiError(404, what + ": " + id + " not found");
    }

    static ApiError exists(String message) {
        return new ApiError(409, message);
    }

    static ApiError precondition(String message) {
        return new ApiError(412, message);
    }

    static ApiError denied(String message) {
        return new ApiError(403, message);
    }

    /**
     * A route of the real API that nobody here calls: a stand-in that guessed an answer would let a
     * new call pass untested (DECISIONS 3.5). It is counted, and fails the test that made it.
     */
    static ApiError notPlayed() {
        return new ApiError(501, "not implemented by the stand-in");
    }

    /** The answer of Go's decoder for what is no JSON or of another type. Not lower-cased there. */
    static ApiError unparsable() {
        return new ApiError(400, "couldn't parse JSON request");
    }

    public int status() {
        return status;
    }

    /** The text in the body. */
    public String message() {
        String text = String.valueOf(getMessage());
        return text.equals("couldn't parse JSON request") ? text : text.toLowerCase(Locale.ROOT);
    }
}
