// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.http;

/** A call that Zitadel refuses; rendered in the shape of the call's API. */
public final class ApiFailure extends RuntimeException {
    private final GrpcCode code;
    private final String errorId;
    private final String detail;

    /**
     * @param code what kind of failure
     * @param errorId Zitadel's unstable error id, such as {@code COMMAND-mm9F4}
     * @param detail the message without the id
     */
    public ApiFailure(GrpcCode code, String errorId, String detail) {
        super(detail + " (" + errorId + ")");
        this.code = code;
        this.errorId = errorId;
        this.detail = detail;
    }

    /** A request that fails validation. */
    public static ApiFailure invalid(String detail) {
        return new ApiFailure(GrpcCode.INVALID_ARGUMENT, "VALID-request", detail);
    }

    /** A token that is missing, not valid, or not meant for Zitadel's own API. */
    public static ApiFailure unauthenticated(String detail) {
        return new ApiFailure(GrpcCode.UNAUTHENTICATED, "AUTH-7fs1e", detail);
    }

    /** A caller without the permission. */
    public static ApiFailure denied(String permission) {
        return new ApiFailure(
                GrpcCode.PERMISSION_DENIED,
                "AUTH-5mWD2",
                "No matching permissions found: " + permission);
    }

    public GrpcCode code() {
        return code;
    }

    public String errorId() {
        return errorId;
    }

    public String detail() {
        return detail;
    }
}
