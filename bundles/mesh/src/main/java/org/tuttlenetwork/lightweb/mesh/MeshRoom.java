// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.RestoreBrake;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.feed.ChangeFeed;
import org.tuttlenetwork.lightweb.api.feed.FeedEntry;
import org.tuttlenetwork.lightweb.api.health.Health;
import org.tuttlenetwork.lightweb.api.health.HealthCheck;
import org.tuttlenetwork.lightweb.api.mesh.Fragment;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState.State;
import org.tuttlenetwork.lightweb.api.mesh.Mesh;
import org.tuttlenetwork.lightweb.api.mesh.MeshDevice;
import org.tuttlenetwork.lightweb.api.mesh.MeshOverview;
import org.tuttlenetwork.lightweb.api.mesh.SetupKeys;
import org.tuttlenetwork.lightweb.mesh.Writer.Outcome;
import org.tuttlenetwork.lightweb.mesh.netbird.Netbird;
import org.tuttlenetwork.lightweb.mesh.netbird.NetbirdCalls;
import org.tuttlenetwork.lightweb.mesh.netbird.NetbirdException;
import org.tuttlenetwork.lightweb.mesh.store.Finding;
import org.tuttlenetwork.lightweb.mesh.store.MeshStore;
import org.tuttlenetwork.lightweb.mesh.store.MeshStore.Stored;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The room: stores what features declare, and lets one writer in the whole fleet (a lock of the
 * database) bring NetBird to it. It is woken by a commit here or, through the feed, on any host;
 * looking each second is the fallback.
 */
@Component(
        service = {MeshRoom.class, SetupKeys.class, HealthCheck.class},
        configurationPid = "lightweb.mesh",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = MeshConfig.class)
public final class MeshRoom implements SetupKeys, HealthCheck {
    private static final Logger LOG = LoggerFactory.getLogger(MeshRoom.class);
    private static final long LOOK_MILLIS = 1000;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);
    private static final int SHOWN_FINDINGS = 100;

    private final Database database;
    private final Duration reconcileEvery;
    private final List<NetbirdCalls> calls;
    private final Clock clock;
    private final MeshStore store = new MeshStore();
    private final Seen seen = new Seen();
    private final SetupKeyMaker setupKeys;
    private final RestoredState restored;
    private final Writer writer;
    private final Semaphore wake = new Semaphore(0);
    private final AutoCloseable subscription;
    private final Thread thread;
    private volatile boolean closed;

    @Activate
    public MeshRoom(
            MeshConfig config,
            @Reference Database database,
            @Reference ChangeFeed feed,
            @Reference RestoreBrake brake) {
        this(Settings.of(config), database, feed, brake, Clock.systemUTC());
    }

    MeshRoom(
            Settings settings,
            Database database,
            ChangeFeed feed,
            RestoreBrake brake,
            Clock clock) {
        this.database = database;
        this.clock = clock;
        this.reconcileEvery = settings.reconcileEvery();
        Lock turn = new ReentrantLock();
        NetbirdCalls network =
                new NetbirdCalls(settings.url(), settings.networkToken(), settings.timeout(), turn);
        NetbirdCalls admin =
                new NetbirdCalls(settings.url(), settings.adminToken(), settings.timeout(), turn);
        this.calls = List.of(network, admin);
        Netbird netbird = new Netbird(network, admin);
        this.setupKeys = new SetupKeyMaker(database, netbird, clock);
        this.restored = new RestoredState(brake, database);
        restored.remember();
        this.writer = new Writer(database, netbird, seen, this::pause, settings, restored, clock);
        database.write(
                tx -> {
                    if (settings.infrastructure().on()) {
                        declare(tx, settings.infrastructure().fragment());
                    } else {
                        withdraw(tx, Infrastructure.NAME);
                    }
                    return true;
                });
        this.subscription = feed.subscribe(feed.latest(), Set.of(Mesh.TOPIC), this::changed);
        this.thread = Thread.ofPlatform().name("mesh").daemon().start(this::run);
    }

    /**
     * @throws Exception if the subscription to the feed cannot be ended: DS logs it, all else is
     *     stopped
     */
    @Deactivate
    void close() throws Exception {
        closed = true;
        try {
            subscription.close();
        } finally {
            thread.interrupt();
            if (!thread.join(LONGEST_STOP)) {
                LOG.warn("The mesh's writer does not stop");
            }
            calls.forEach(NetbirdCalls::close);
        }
    }

    private void changed(FeedEntry entry) {
        if (entry.json().contains(State.PENDING.name())) {
            wake.release();
        }
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        long version = -1;
        Instant next = Instant.MIN;
        while (!closed) {
            try {
                long newest = database.read(store::newestVersion);
                if (newest != version || clock.instant().isAfter(next)) {
                    Outcome outcome = reconcileAsTheOnlyOne();
                    pause = outcome == Outcome.TROUBLED ? longer(pause) : FIRST_PAUSE;
                    version = outcome == null || outcome == Outcome.UNFINISHED ? version : newest;
                    next =
                            clock.instant()
                                    .plus(outcome == Outcome.TROUBLED ? pause : reconcileEvery);
                    if (outcome == Outcome.UNFINISHED) {
                        continue;
                    }
                }
                pause(Math.min(LOOK_MILLIS, reconcileEvery.toMillis()));
            } catch (NetbirdException e) {
                failed(e, pause);
                pause = longer(pause);
            } catch (InterruptedException _) {
                closed = true;
            } catch (RuntimeException e) {
                if (!closed) {
                    // The database is away, or a fault of ours: the writer lives on, and looks
                    // again.
                    LOG.error("The mesh could not be reconciled; tried again", e);
                    await(pause.toMillis());
                    pause = longer(pause);
                }
            }
        }
    }

    private void failed(NetbirdException e, Duration pause) {
        if (closed) {
            return;
        }
        String words = String.valueOf(e.getMessage());
        seen.failed(words);
        LOG.warn("{} Tried again in {} s.", words, pause.toSeconds());
        try {
            database.write(
                    tx -> {
                        store.explainPending(tx, words);
                        return words;
                    });
        } catch (RuntimeException database) {
            LOG.error("Why the mesh waits could not be stored", database);
        }
        await(pause.toMillis());
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    /**
     * One writer in the fleet at a time: the lock lives on a connection of its own for as long as
     * the reconciliation, and each write asks first whether that connection still stands.
     *
     * @return how it ended; null where another host writes
     */
    private @Nullable Outcome reconcileAsTheOnlyOne()
            throws NetbirdException, InterruptedException {
        Attempt attempt = database.write(this::attempt);
        if (attempt.failure() != null) {
            throw attempt.failure();
        }
        if (attempt.interrupted()) {
            throw new InterruptedException();
        }
        return attempt.outcome();
    }

    private Attempt attempt(Transaction lock) {
        if (!store.tryToBeTheWriter(lock)) {
            return new Attempt(null, null, false);
        }
        try {
            Outcome outcome = writer.reconcile(() -> store.requireConnection(lock));
            return new Attempt(outcome, null, false);
        } catch (NetbirdException e) {
            return new Attempt(null, e, false);
        } catch (InterruptedException _) {
            return new Attempt(null, null, true);
        }
    }

    private void await(long millis) {
        try {
            pause(millis);
        } catch (InterruptedException _) {
            closed = true;
        }
    }

    private void pause(long millis) throws InterruptedException {
        if (wake.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
            wake.drainPermits();
        }
    }

    void declare(Transaction transaction, Fragment fragment) {
        store.declare(transaction, fragment);
        transaction.afterCommit(wake::release);
    }

    void withdraw(Transaction transaction, String name) {
        store.withdraw(transaction, name);
        transaction.afterCommit(wake::release);
    }

    FragmentState state(String feature, String name) {
        return database.read(tx -> store.fragment(tx, feature, name))
                .map(Stored::state)
                .orElseGet(() -> new FragmentState(State.ABSENT, "", Instant.EPOCH));
    }

    List<MeshDevice> devices(String user) {
        return seen.devicesOf(user);
    }

    MeshOverview overview() {
        int pending =
                (int)
                        fragments().stream()
                                .filter(stored -> stored.state().state() != State.APPLIED)
                                .count();
        List<String> words =
                findings(SHOWN_FINDINGS).stream()
                        .map(
                                finding ->
                                        finding.feature()
                                                + "/"
                                                + finding.fragment()
                                                + ": "
                                                + finding.words())
                        .toList();
        return new MeshOverview(seen.failure() == null, seen.hasDefaultPolicy(), pending, words);
    }

    /** Every fragment with its state, by feature and name. */
    public List<Stored> fragments() {
        return database.read(store::fragments);
    }

    /** The newest findings first. */
    public List<Finding> findings(int limit) {
        return database.read(tx -> store.findings(tx, limit));
    }

    @Override
    public String create(String name, String foreignGroup, Duration validity) {
        return setupKeys.create(name, foreignGroup, validity);
    }

    void deleteSpentSetupKeys() {
        if (!restored.isHeld()) {
            setupKeys.deleteSpent();
        }
    }

    @Override
    public String name() {
        return "netbird";
    }

    @Override
    public Health health() {
        String failure = seen.failure();
        if (failure != null) {
            return Health.degraded(failure);
        }
        return seen.hasDefaultPolicy()
                ? Health.degraded(
                        "NetBird's Default policy connects all with all: islands are NOT private"
                                + " while it stands. Set remove_default_policy in"
                                + " etc/lightweb.mesh.cfg, or remove it when everybody reaches the"
                                + " portal by the policies above it.")
                : Health.working();
    }

    private record Attempt(
            @Nullable Outcome outcome, @Nullable NetbirdException failure, boolean interrupted) {}
}
