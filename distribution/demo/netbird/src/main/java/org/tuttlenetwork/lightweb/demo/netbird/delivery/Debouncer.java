// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird.delivery;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Holds back one peer's updates. The first after quiet goes out at once; while its timer runs, each
 * further one replaces what waits and starts the timer again, without bound.
 */
final class Debouncer {
    private final Agenda agenda;
    private final Duration quiet;
    private final Consumer<NetworkMap> stream;
    private @Nullable NetworkMap waiting;
    private boolean running;
    private long timer;

    Debouncer(Agenda agenda, Duration quiet, Consumer<NetworkMap> stream) {
        this.agenda = agenda;
        this.quiet = quiet;
        this.stream = stream;
    }

    synchronized void update(NetworkMap map) {
        if (running) {
            waiting = map;
        } else {
            stream.accept(map);
        }
        restart();
    }

    private void restart() {
        running = true;
        long started = ++timer;
        agenda.after(quiet, () -> fired(started));
    }

    private synchronized void fired(long started) {
        if (started != timer) {
            return;
        }
        NetworkMap held = waiting;
        waiting = null;
        running = false;
        if (held != null) {
            stream.accept(held);
            restart();
        }
    }
}
