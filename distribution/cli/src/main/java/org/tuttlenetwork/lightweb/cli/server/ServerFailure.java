// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.server;

/**
 * A server that was asked does not answer, or refuses; the message says which and what was asked.
 */
public final class ServerFailure extends Exception {
    private final int status;

    /**
     * @param status the HTTP status; 0 where nothing came
     */
    public ServerFailure(int status, String message) {
        super(message);
        this.status = status;
    }

    public int status() {
        return status;
    }

    /** The message, never null. */
    public String words() {
        return String.valueOf(getMessage());
    }

    /** What to do, as far as the status tells. */
    public String remedy() {
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
