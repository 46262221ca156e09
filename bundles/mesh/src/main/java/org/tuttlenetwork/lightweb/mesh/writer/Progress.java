// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.writer;

import java.time.Instant;
import java.util.Optional;

/** How far this host's writer is, for those who watch it. Written by one thread. */
public final class Progress {
    private volatile boolean writer;
    private volatile int pending;
    private volatile int held;
    private volatile Optional<Instant> reconciled = Optional.empty();

    void writer(boolean isWriter) {
        writer = isWriter;
    }

    void planned(int toDo, int heldBack) {
        pending = toDo;
        held = heldBack;
    }

    void reconciled(Instant at) {
        reconciled = Optional.of(at);
    }

    /** Whether this host held the fleet's lock when it last looked: at most a few seconds ago. */
    public boolean isWriter() {
        return writer;
    }

    /** Changes of the last plan that are still to be made. */
    public int pending() {
        return pending;
    }

    /** Changes of the last plan that wait for a person. */
    public int held() {
        return held;
    }

    /** When this host last saw that nothing is left to do but what NetBird refuses or is held. */
    public Optional<Instant> reconciled() {
        return reconciled;
    }
}
