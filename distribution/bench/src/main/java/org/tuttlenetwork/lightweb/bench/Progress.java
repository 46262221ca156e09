// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says what a bench is doing: some take minutes. */
public final class Progress {
    private final PrintStream out;

    Progress(PrintStream out) {
        this.out = out;
    }

    /** One round, the host's and the other's by turns; round 0 is the warm-up. */
    void round(int round, double... figures) {
        out.println(title(round) + words(figures));
    }

    /** The same where each side has several figures. */
    public void round(int round, double[] host, double[] other) {
        out.println(title(round) + words(host) + "  |  " + words(other));
    }

    private static String title(int round) {
        return round == 0 ? "  warm-up  " : "  round " + round + "  ";
    }

    private static String words(double... figures) {
        return Arrays.stream(figures)
                .mapToObj(figure -> String.format(Locale.ROOT, "%.0f", figure))
                .collect(Collectors.joining("  "));
    }

    void memory(int round, double host, double other) {
        out.printf(Locale.ROOT, "  memory %d  %.0f  %.0f MB%n", round + 1, host, other);
    }

    public void say(String text) {
        out.println(text);
    }
}
