// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.portal;

import static java.util.Map.entry;

import java.util.Map;

/** The shell's line icons: one path each, on a 24 × 24 grid, 1.5 wide. */
final class Icons {
    private static final Map<String, String> PATHS =
            Map.ofEntries(
                    entry("home", "M4 11l8-7 8 7v9h-5v-6h-6v6H4z"),
                    entry("island", "M3 18c3-2 6-2 9 0s6 2 9 0M6 14c2-4 4-6 6-6s4 2 6 6M12 8V4"),
                    entry("service", "M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z"),
                    entry("device", "M7 3h10v18H7zM11 18h2"),
                    entry(
                            "weather",
                            "M7 18a4 4 0 010-8 5 5 0 019.6-1.5A4.5 4.5 0 0117 18zM4 6l1.5 1.5M9"
                                    + " 3v2"),
                    entry("feature", "M12 3l8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9"),
                    entry("node", "M4 5h16v6H4zM4 13h16v6H4zM8 8h.01M8 16h.01"),
                    entry("health", "M3 12h4l3-7 4 14 3-7h4"),
                    entry("journal", "M6 3h12v18H6zM9 8h6M9 12h6M9 16h4"),
                    entry("mesh", "M5 6h.01M19 6h.01M12 18h.01M5 6l14 0M5 6l7 12M19 6l-7 12"),
                    entry(
                            "people",
                            "M9 11a3.5 3.5 0 100-7 3.5 3.5 0 000 7zM2.5 20c0-4 3-6 6.5-6s6.5 2 6.5"
                                    + " 6M16 4.5a3.5 3.5 0 010 6M18 14.5c2 .8 3.5 2.6 3.5 5.5"));

    private Icons() {}

    static String path(String name) {
        return PATHS.getOrDefault(name, "M5 12h14");
    }
}
