// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.mesh.netbird.NetbirdException;
import org.tuttlenetwork.lightweb.mesh.token.TokenWatch;
import org.tuttlenetwork.lightweb.mesh.writer.NotTheWriterException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Looks at the tokens once in an hour, beside the writer's rounds; sooner where it failed, where
 * this host becomes the writer, or where it is told to.
 */
final class TokenThread {
    private static final Logger LOG = LoggerFactory.getLogger(TokenThread.class);
    private static final long TICK_MILLIS = 1000;
    private static final Duration LOOK_EVERY = Duration.ofHours(1);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(15);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final List<TokenWatch> watches;
    private final BooleanSupplier writes;
    private final Clock clock;
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean asked = true;
    private Instant next = Instant.MIN;
    private Duration pause = FIRST_PAUSE;
    private boolean wrote;

    /**
     * @param writes whether this host may make and delete tokens now; asked often
     */
    TokenThread(List<TokenWatch> watches, BooleanSupplier writes, Clock clock) {
        this.watches = watches;
        this.writes = writes;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("mesh-tokens").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Another host changed something: looked at as soon as can be, but by the one that did. */
    void soon() {
        asked = !writes.getAsBoolean();
    }

    private void run() {
        try {
            while (!closed) {
                turn();
                TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
            }
        } catch (InterruptedException _) {
            closed = true;
        }
    }

    private void turn() {
        boolean may = writes.getAsBoolean();
        wrote &= may;
        if (!asked && !clock.instant().isAfter(next) && (!may || wrote)) {
            return;
        }
        asked = false;
        wrote = may;
        boolean isWell = true;
        for (TokenWatch watch : watches) {
            isWell &= look(watch, may);
        }
        next = clock.instant().plus(isWell ? LOOK_EVERY : pause);
        pause = isWell ? FIRST_PAUSE : longer(pause);
    }

    private boolean look(TokenWatch watch, boolean may) {
        try {
            watch.look(may);
            return true;
        } catch (NotTheWriterException e) {
            LOG.info("{}; the tokens are left to the other host", e.getMessage());
        } catch (NetbirdException e) {
            if (!closed) {
                LOG.warn("NetBird's tokens: {} Looked at again later.", e.getMessage());
            }
        } catch (RuntimeException e) {
            if (!closed) {
                // The database is away, or a fault of ours: it lives on, and looks again.
                LOG.error("NetBird's tokens could not be looked at; done again later", e);
            }
        }
        return false;
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LOOK_EVERY) > 0 ? LOOK_EVERY : twice;
    }

    /**
     * Ends it.
     *
     * @throws InterruptedException if the caller is to end
     */
    void stop() throws InterruptedException {
        closed = true;
        thread.interrupt();
        if (!thread.join(LONGEST_STOP)) {
            LOG.warn("The look at NetBird's tokens does not stop");
        }
    }
}
