// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

/**
 * What a country's warrant canary says now, from good to bad. A statement must be signed and still
 * in time to count as {@link #FRESH}; nothing else does.
 */
public enum Canary {
    FRESH,
    /**
     * There never was a statement: nothing is known, for or against. No pool of rubric 1 asks for
     * one (vpn.md §4); a rule that does leaves this state out of those that it allows, and so
     * leaves the country out.
     */
    NONE,
    /** The next statement is due, and its grace has not passed. */
    DUE,
    /** The grace has passed: no pool that promises privacy any more. */
    OVERDUE,
    /** The statement is gone or says so: no pool at all. */
    TRIGGERED
}
