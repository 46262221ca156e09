// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity.zitadel;

import org.jspecify.annotations.Nullable;

/**
 * A call of Zitadel that failed. Decisions hang on status and code only: messages are translated,
 * and error ids are not stable (contract §1.6).
 */
public final class ZitadelException extends RuntimeException {
    private final int status;
    private final String code;

    /**
     * @param message for people: which call, and what came back; without bodies and tokens
     * @param status the HTTP status; 0 where there was no answer
     * @param code the code in lower case, for example {@code not_found}; empty where there was none
     */
    public ZitadelException(String message, int status, String code, @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
        this.code = code;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public boolean isNotFound() {
        return status == 404 || code.equals("not_found");
    }

    public boolean isAlreadyExists() {
        return status == 409 || code.equals("already_exists");
    }

    /** Whether a role in the list is not a role of the project, or another precondition fails. */
    public boolean isFailedPrecondition() {
        return code.equals("failed_precondition");
    }

    public boolean isDenied() {
        return status == 403 || code.equals("permission_denied");
    }

    /** Whether the same call may succeed later without anybody doing anything. */
    public boolean isTransient() {
        return status == 0 || status == 429 || status >= 500;
    }

    /** The message: never null. */
    public String describe() {
        String message = getMessage();
        return message == null ? "Zitadel failed" : message;
    }
}
