// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.health;

/**
 * How a part of the host is.
 *
 * @param status how well
 * @param detail why, and what to do; empty where all is well
 */
public record Health(Status status, String detail) {
    /** How well. */
    public enum Status {
        /** Works. */
        WORKING,
        /** Works in part, or on old knowledge: {@code /readyz} stays 200. */
        DEGRADED,
        /** Cannot serve: {@code /readyz} is 503. */
        DOWN
    }

    public static Health working() {
        return new Health(Status.WORKING, "");
    }

    public static Health degraded(String detail) {
        return new Health(Status.DEGRADED, detail);
    }

    public static Health down(String detail) {
        return new Health(Status.DOWN, detail);
    }
}
