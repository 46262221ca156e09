// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.problem;

/**
 * The kinds of problem that the host answers with (RFC 9457). Append-only: a name that clients know
 * is never changed or used again.
 */
public enum ProblemType {
    MALFORMED("malformed", 400, "The request cannot be read"),
    INVALID("invalid", 422, "The request breaks a rule"),
    UNAUTHENTICATED("unauthenticated", 401, "Who is calling is not known"),
    FORBIDDEN("forbidden", 403, "The caller may not do this"),
    NOT_FOUND("not-found", 404, "There is no such thing"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "This cannot be done here"),
    NOT_ACCEPTABLE("not-acceptable", 406, "No acceptable form of the answer"),
    CONFLICT("conflict", 409, "The request conflicts with what is there"),
    GONE("gone", 410, "What was asked for is no longer kept"),
    PRECONDITION_FAILED("precondition-failed", 412, "It has changed since it was read"),
    TOO_LARGE("too-large", 413, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE(
            "unsupported-media-type", 415, "The form of the request is not understood"),
    PRECONDITION_REQUIRED("precondition-required", 428, "Say which version is to be changed"),
    TOO_MANY_REQUESTS("too-many-requests", 429, "Too many requests"),
    INTERNAL("internal", 500, "Something went wrong here"),
    UPSTREAM("upstream", 502, "A server behind this one failed"),
    UNAVAILABLE("unavailable", 503, "Not available now");

    private final String name;
    private final int status;
    private final String title;

    ProblemType(String name, int status, String title) {
        this.name = name;
        this.status = status;
        this.title = title;
    }

    /** The stable {@code type} member, for example {@code urn:lightweb:problem:not-found}. */
    public String urn() {
        return "urn:lightweb:problem:" + name;
    }

    /** The HTTP status, 400 to 599. */
    public int status() {
        return status;
    }

    /** A short English summary that does not change from case to case. */
    public String title() {
        return title;
    }

    /**
     * The type that stands for an HTTP status.
     *
     * @param status an HTTP status
     * @return the type with that status; for others {@link #MALFORMED} below 500 and {@link
     *     #INTERNAL} from there
     */
    public static ProblemType ofStatus(int status) {
        for (ProblemType type : values()) {
            if (type.status == status) {
                return type;
            }
        }
        return status < 500 ? MALFORMED : INTERNAL;
    }
}
