// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

/** Named places between the steps of an operation, where a test can end the process. */
@FunctionalInterface
interface Faults {
    /** Goes on everywhere. */
    Faults NONE = place -> {};

    /** Reached between two steps. */
    void at(String place);

    /**
     * Ends the JVM at one place, as {@code kill -9} would: no hook runs, nothing is flushed.
     *
     * @param place from the system property {@code lightweb.fault}; anything but a place's name
     *     ends nothing
     */
    static Faults haltAt(String place) {
        return reached -> {
            if (reached.equals(place)) {
                Runtime.getRuntime().halt(137);
            }
        };
    }
}
