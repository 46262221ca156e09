// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.writer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.FleetLocks.FleetLock;
import org.tuttlenetwork.lightweb.mesh.netbird.Netbird;
import org.tuttlenetwork.lightweb.mesh.netbird.NetbirdException;
import org.tuttlenetwork.lightweb.mesh.store.ApprovalStore;
import org.tuttlenetwork.lightweb.mesh.store.FragmentStore;
import org.tuttlenetwork.lightweb.mesh.writer.Writer.Outcome;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * The room's thread: it tries to hold the fleet's lock, each second, and lets the writer write
 * while it does; on every other host it only looks at NetBird, so that these show it too. The
 * writer asks for the lock before each write itself; where it is lost, or NetBird does not answer
 * this host, another host has the time to take it.
 */
public final class WriterThread {
    private static final Logger LOG = LoggerFactory.getLogger(WriterThread.class);
    private static final long LOOK_MILLIS = 1000;
    private static final long STEP_BACK_MILLIS = 3000;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final Database database;
    private final FleetLock lock;
    private final Netbird netbird;
    private final Writer writer;
    private final Writer.Observed observed;
    private final Wake wake;
    private final Duration reconcileEvery;
    private final Clock clock;
    private final FragmentStore store = new FragmentStore();
    private final ApprovalStore approvals = new ApprovalStore();
    private final Thread thread;
    private volatile boolean closed;
    private Duration pause = FIRST_PAUSE;
    private long version = -1;
    private Instant next = Instant.MIN;

    /**
     * @param netbird for looking only
     */
    public WriterThread(
            Database database,
            FleetLock lock,
            Netbird netbird,
            Writer writer,
            Writer.Observed observed,
            Wake wake,
            Rhythm rhythm) {
        this.database = database;
        this.lock = lock;
        this.netbird = netbird;
        this.writer = writer;
        this.observed = observed;
        this.wake = wake;
        this.reconcileEvery = rhythm.reconcileEvery();
        this.clock = rhythm.clock();
        this.thread = Thread.ofPlatform().name("mesh").daemon().unstarted(this::run);
    }

    /** Begins; to be called once. */
    public void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!closed) {
                turn();
            }
        } catch (InterruptedException _) {
            closed = true;
        } finally {
            observed.progress().writer(false);
            lock.close();
        }
    }

    private void turn() throws InterruptedException {
        try {
            boolean holds = lock.tryToHold();
            becomes(holds);
            if (holds) {
                write();
            } else {
                look();
            }
        } catch (NotTheWriterException e) {
            LOG.warn("{}. What is not done yet stays pending.", e.getMessage());
            becomes(false);
            // Not ended by anything new: another host looks each second, and is to have its turn.
            TimeUnit.MILLISECONDS.sleep(STEP_BACK_MILLIS);
        } catch (NetbirdException e) {
            failed(e);
        } catch (RuntimeException e) {
            if (!closed) {
                // The database is away, or a fault of ours: the writer lives on, and looks again.
                LOG.error("The mesh could not be reconciled; tried again", e);
                // What was new is read already, and yet not planned.
                next = Instant.MIN;
                wake.await(pause.toMillis());
                pause = longer(pause);
            }
        }
    }

    private void becomes(boolean holds) {
        if (holds != observed.progress().isWriter()) {
            LOG.info("This host {} the fleet's writer to NetBird", holds ? "is" : "is not");
            observed.progress().writer(holds);
            writer.begins();
            next = Instant.MIN;
        }
    }

    private void write() throws NetbirdException, InterruptedException {
        long newest = database.read(tx -> Math.max(store.newest(tx), approvals.newest(tx)));
        if (wake.isNews() || newest != version || clock.instant().isAfter(next)) {
            Outcome outcome = writer.reconcile();
            pause = outcome == Outcome.TROUBLED ? longer(pause) : FIRST_PAUSE;
            if (outcome == Outcome.UNFINISHED) {
                next = Instant.MIN;
                return;
            }
            version = newest;
            Instant now = clock.instant();
            observed.progress().reconciled(now);
            next = outcome == Outcome.TROUBLED ? nextTry(now) : now.plus(reconcileEvery);
        }
        await(LOOK_MILLIS);
    }

    /** An object that fails has a pause of its own, which is not to be waited for twice. */
    private Instant nextTry(Instant now) {
        Instant later = now.plus(pause);
        return writer.triesAgain().filter(later::isAfter).orElse(later);
    }

    private void look() throws NetbirdException, InterruptedException {
        if (clock.instant().isAfter(next)) {
            observed.seen().update(netbird.read());
            next = clock.instant().plus(reconcileEvery);
            pause = FIRST_PAUSE;
        }
        await(LOOK_MILLIS);
    }

    private void await(long millis) throws InterruptedException {
        wake.await(Math.min(millis, reconcileEvery.toMillis()));
    }

    private void failed(NetbirdException e) throws InterruptedException {
        if (closed) {
            return;
        }
        String words = String.valueOf(e.getMessage());
        observed.seen().failed(words);
        LOG.warn("{} Tried again in {} s.", words, pause.toSeconds());
        boolean wrote = observed.progress().isWriter();
        becomes(false);
        lock.close();
        if (wrote) {
            explain(words);
        }
        long apart = Math.min(pause.toMillis(), STEP_BACK_MILLIS);
        TimeUnit.MILLISECONDS.sleep(apart);
        wake.await(pause.toMillis() - apart);
        pause = longer(pause);
    }

    private void explain(String words) {
        try {
            database.write(
                    tx -> {
                        store.explainPending(tx, words);
                        return words;
                    });
        } catch (RuntimeException database) {
            LOG.error("Why the mesh waits could not be stored", database);
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    /**
     * Ends it, and gives the lock back.
     *
     * @throws InterruptedException if the caller is to end
     */
    public void stop() throws InterruptedException {
        closed = true;
        thread.interrupt();
        if (!thread.join(LONGEST_STOP)) {
            LOG.warn("The mesh's writer does not stop");
        }
    }

    /**
     * When it looks.
     *
     * @param reconcileEvery between two full comparisons
     */
    public record Rhythm(Duration reconcileEvery, Clock clock) {}
}
