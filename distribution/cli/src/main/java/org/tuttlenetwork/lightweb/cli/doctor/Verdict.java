// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.doctor;

/**
 * What a check found.
 *
 * @param level how it stands
 * @param seen in words
 * @param remedy what to do; empty where nothing is to do
 */
public record Verdict(Level level, String seen, String remedy) {
    public static Verdict ok(String seen) {
        return new Verdict(Level.OK, seen, "");
    }

    public static Verdict warn(String seen, String remedy) {
        return new Verdict(Level.WARN, seen, remedy);
    }

    public static Verdict fail(String seen, String remedy) {
        return new Verdict(Level.FAIL, seen, remedy);
    }

    public static Verdict skip(String why) {
        return new Verdict(Level.SKIP, why, "");
    }
}
