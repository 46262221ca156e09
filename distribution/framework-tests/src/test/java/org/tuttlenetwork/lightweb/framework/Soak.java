// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.framework;

/** Whether a test repeats as often as a night allows: {@code -Dlightweb.soak=true}. */
final class Soak {
    private Soak() {}

    static boolean isOn() {
        return Boolean.getBoolean("lightweb.soak");
    }

    /** How often, usually and in a soak. */
    static int times(int usually, int soak) {
        return isOn() ? soak : usually;
    }
}
