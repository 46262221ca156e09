// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.http;

import java.util.Locale;

/** The gRPC codes that Zitadel answers with, and the HTTP status of each. */
public enum GrpcCode {
    INVALID_ARGUMENT(3, 400),
    NOT_FOUND(5, 404),
    ALREADY_EXISTS(6, 409),
    PERMISSION_DENIED(7, 403),
    RESOURCE_EXHAUSTED(8, 429),
    FAILED_PRECONDITION(9, 400),
    UNIMPLEMENTED(12, 501),
    INTERNAL(13, 500),
    UNAVAILABLE(14, 503),
    UNAUTHENTICATED(16, 401);

    private final int number;
    private final int status;

    GrpcCode(int number, int status) {
        this.number = number;
        this.status = status;
    }

    /** The number in the gateway's error body. */
    public int number() {
        return number;
    }

    /** The HTTP status, the same in both shapes. */
    public int status() {
        return status;
    }

    /** The name in Connect's error body. */
    public String connectName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param status an HTTP status that a test asked for
     * @return the code that Zitadel would send with it
     */
    public static GrpcCode ofStatus(int status) {
        return switch (status) {
            case 400 -> INVALID_ARGUMENT;
            case 401 -> UNAUTHENTICATED;
            case 403 -> PERMISSION_DENIED;
            case 404 -> NOT_FOUND;
            case 409 -> ALREADY_EXISTS;
            case 429 -> RESOURCE_EXHAUSTED;
            case 501 -> UNIMPLEMENTED;
            case 503 -> UNAVAILABLE;
            default -> INTERNAL;
        };
    }
}
