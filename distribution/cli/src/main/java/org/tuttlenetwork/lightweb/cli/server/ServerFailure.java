// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.server;

/**
 * A server that was asked does not answer, or refuses; the message says which and what was asked.
 */
public final class ServerFailure extends Exception {
    private final int status;
    private final String remedy;

    /**
     * @param status the HTTP status; 0 where nothing came
     */
    public ServerFailure(int status, String message) {
        this(status, message, usual(status));
    }

    /**
     * @param remedy what to do, where it is another than the status tells
     */
    public ServerFailure(int status, String message, String remedy) {
        super(message);
        this.status = status;
        this.remedy = remedy;
    }

    public int status() {
        return status;
    }

    /** The message, never null. */
    public String words() {
        return String.valueOf(getMessage());
    }

    public String remedy() {
        return remedy;
    }

    private static String usual(int status) {
        return switch (status) {
            case 0 -> "Look whether it runs, and whether this machine reaches it under this name.";
            case 401 ->
                    "Its token or key is not valid there any more: lightweb setup makes a new one.";
            case 403 -> "A right is missing there: lightweb setup gives what the host needs.";
            case 404, 501 -> "Look at the address; an older version may lack this call.";
            case 429 -> "Wait a minute and try again.";
            default -> "Look into its own log.";
        };
    }
}
