// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.identity.zitadel.ZitadelEvent;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The events that Zitadel tells of: taken in at once, since its only worker waits for each answer
 * (contract §3.2), and applied one after another, those first that take something away, since a
 * removal is not to wait for a thousand grants. They are hints: what a stop loses here, the next
 * poll brings.
 */
final class Inbox implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final int MOST = 10_000;

    private final BlockingQueue<ZitadelEvent> arrived = new LinkedBlockingQueue<>(MOST);
    private final BlockingQueue<ZitadelEvent> others = new LinkedBlockingQueue<>();
    private final Predicate<ZitadelEvent> takesAway;
    private final Consumer<ZitadelEvent> apply;
    private final Runnable failed;
    private final Thread thread;

    /**
     * @param takesAway whether an event may take something away; asked once, and quick
     * @param apply applies an event
     * @param failed done where that fails: what the event was about has to be found otherwise
     */
    Inbox(Predicate<ZitadelEvent> takesAway, Consumer<ZitadelEvent> apply, Runnable failed) {
        this.failed = failed;
        this.takesAway = takesAway;
        this.apply = apply;
        this.thread = Thread.ofPlatform().name("identity-events").daemon().start(this::run);
    }

    /**
     * Takes an event in.
     *
     * @throws LightWebException UNAVAILABLE where too many wait
     */
    void add(ZitadelEvent event) {
        if (others.size() >= MOST || !arrived.offer(event)) {
            throw new LightWebException(
                    ProblemType.UNAVAILABLE,
                    "Too many events wait to be applied. This one is read from Zitadel later.");
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Optional<ZitadelEvent> fresh = Optional.ofNullable(arrived.poll());
                if (fresh.isPresent()) {
                    sort(fresh.get());
                } else if (others.isEmpty()) {
                    sort(arrived.take());
                } else {
                    safely(others.remove());
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void sort(ZitadelEvent event) {
        if (mayTakeAway(event)) {
            safely(event);
        } else {
            others.add(event);
        }
    }

    private boolean mayTakeAway(ZitadelEvent event) {
        try {
            return takesAway.test(event);
        } catch (RuntimeException e) {
            LOG.debug("What an event does cannot be told", e);
            return true;
        }
    }

    private void safely(ZitadelEvent event) {
        try {
            apply.accept(event);
        } catch (RuntimeException | Error e) { // the thread's boundary: others are to be applied
            LOG.error(
                    "An event that Zitadel told of was not applied; everything is read instead", e);
            failed.run();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(WakefulLoop.LONGEST_END);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
