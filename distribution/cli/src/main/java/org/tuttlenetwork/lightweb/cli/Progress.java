// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli;

import java.io.PrintStream;

/** Tells how much has come, each time that is twice as much, and in the end. */
final class Progress {
    private final PrintStream out;
    private final String what;
    private long bytes;
    private long next = 16 << 20;

    Progress(PrintStream out, String what) {
        this.out = out;
        this.what = what;
    }

    void more(int count) {
        bytes += count;
        if (bytes >= next) {
            out.println(what + ": " + bytes / (1 << 20) + " MB so far");
            next *= 2;
        }
    }

    void end() {
        out.println(what + ": " + bytes / 1024 + " KB");
    }
}
