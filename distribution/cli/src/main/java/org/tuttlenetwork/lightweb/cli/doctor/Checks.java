// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.doctor;

import java.util.List;

/**
 * Checks that make no sense while another fails.
 *
 * @param first by itself
 * @param then only where that one does not fail
 */
public record Checks(Check first, List<Checks> then) {
    public Checks {
        then = List.copyOf(then);
    }

    /** Of which nothing depends. */
    public static Checks alone(Check check) {
        return new Checks(check, List.of());
    }

    /** Several, of which nothing depends. */
    static List<Checks> alone(List<Check> checks) {
        return checks.stream().map(Checks::alone).toList();
    }
}
