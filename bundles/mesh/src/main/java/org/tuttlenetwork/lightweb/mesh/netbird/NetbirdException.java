// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.netbird;

/** NetBird did not do what was asked. */
public final class NetbirdException extends Exception {
    private final boolean unreachable;

    /**
     * @param unreachable whether it did not answer, or refused for now: try again later; otherwise
     *     it refused the request
     */
    public NetbirdException(String message, boolean unreachable, Throwable cause) {
        super(message, cause);
        this.unreachable = unreachable;
    }

    public NetbirdException(String message, boolean unreachable) {
        super(message);
        this.unreachable = unreachable;
    }

    public boolean isUnreachable() {
        return unreachable;
    }
}
