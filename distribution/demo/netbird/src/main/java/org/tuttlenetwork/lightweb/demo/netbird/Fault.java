// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird;

/**
 * A failure that is still to happen.
 *
 * @param times how many more calls fail
 * @param status what they answer
 * @param method only calls of this method, empty for all
 * @param pathPrefix only calls whose path starts so, empty for all
 * @param stage before or after the change
 */
public record Fault(int times, int status, String method, String pathPrefix, Stage stage) {
    /** Where in a call the failure happens. */
    public enum Stage {
        /** Nothing is changed. */
        BEFORE,
        /**
         * The change is stored, and its maps are not dispatched: what a {@code PUT /users/{id}}
         * does when the identity provider fails between the two.
         */
        AFTER
    }

    boolean concerns(String calledMethod, String path) {
        return (method.isEmpty() || method.equals(calledMethod)) && path.startsWith(pathPrefix);
    }

    Fault once() {
        return new Fault(times - 1, status, method, pathPrefix, stage);
    }
}
