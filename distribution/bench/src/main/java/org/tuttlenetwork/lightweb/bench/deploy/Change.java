// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.deploy;

import java.io.IOException;

/** A change of what is served, made ready: what making it ready takes is not measured. */
@FunctionalInterface
interface Change {
    /** Returns when whoever asked for it is told that it is done. */
    void carryOut() throws IOException, InterruptedException;

    /** What makes a change ready. */
    @FunctionalInterface
    interface Preparation {
        Change prepare() throws IOException;
    }
}
