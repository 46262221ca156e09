// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

/**
 * What a country's warrant canary says now. A country without one counts as {@link #FRESH}: nothing
 * is known against it.
 */
public enum Canary {
    FRESH,
    /** The next statement is due, and its grace has not passed. */
    DUE,
    /** The grace has passed: no pool that promises privacy any more. */
    OVERDUE,
    /** The statement is gone or says so: no pool at all. */
    TRIGGERED
}
