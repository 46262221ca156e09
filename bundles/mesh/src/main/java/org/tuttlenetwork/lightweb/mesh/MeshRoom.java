// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.health.Health;
import org.tuttlenetwork.lightweb.api.health.HealthCheck;
import org.tuttlenetwork.lightweb.api.mesh.Fragment;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState.State;
import org.tuttlenetwork.lightweb.api.mesh.MeshDevice;
import org.tuttlenetwork.lightweb.api.mesh.MeshOverview;
import org.tuttlenetwork.lightweb.api.mesh.SetupKeys;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.mesh.netbird.Netbird;
import org.tuttlenetwork.lightweb.mesh.netbird.NetbirdCalls;
import org.tuttlenetwork.lightweb.mesh.netbird.NetbirdException;
import org.tuttlenetwork.lightweb.mesh.plan.Actual;
import org.tuttlenetwork.lightweb.mesh.store.FragmentJson;
import org.tuttlenetwork.lightweb.mesh.store.MeshStore;
import org.tuttlenetwork.lightweb.mesh.store.MeshStore.Stored;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The room: stores what features declare, and lets one writer in the whole fleet (a lock of the
 * database) bring NetBird to it. It is woken at once by a commit here and within a second by one
 * elsewhere.
 */
@Component(
        service = {MeshRoom.class, SetupKeys.class, HealthCheck.class},
        configurationPid = "lightweb.mesh",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = MeshConfig.class)
public final class MeshRoom implements SetupKeys, HealthCheck {
    private static final Logger LOG = LoggerFactory.getLogger(MeshRoom.class);
    private static final long LOOK_MILLIS = 1000;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Database database;
    private final Netbird netbird;
    private final List<NetbirdCalls> calls;
    private final Duration reconcileEvery;
    private final Clock clock;
    private final MeshStore store = new MeshStore();
    private final Seen seen = new Seen();
    private final Writer writer;
    private final Semaphore wake = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;

    @Activate
    public MeshRoom(MeshConfig config, @Reference Database database) {
        this(config, database, Clock.systemUTC());
    }

    MeshRoom(MeshConfig config, Database database, Clock clock) {
        requireRange("reconcile_seconds", config.reconcile__seconds(), 10, 3600);
        requireRange("timeout_seconds", config.timeout__seconds(), 1, 60);
        this.database = database;
        this.clock = clock;
        this.reconcileEvery = Duration.ofSeconds(config.reconcile__seconds());
        Duration timeout = Duration.ofSeconds(config.timeout__seconds());
        NetbirdCalls network = new NetbirdCalls(config.url(), config.network__token(), timeout);
        NetbirdCalls admin = new NetbirdCalls(config.url(), config.admin__token(), timeout);
        this.calls = List.of(network, admin);
        this.netbird = new Netbird(network, admin);
        this.writer = new Writer(database, netbird, seen, this::quiet, clock);
        database.write(
                tx -> {
                    if (config.infrastructure()) {
                        declare(tx, Infrastructure.fragment(config));
                    } else {
                        withdraw(tx, Infrastructure.NAME);
                    }
                    return true;
                });
        this.thread = Thread.ofPlatform().name("mesh").daemon().start(this::run);
    }

    private static void requireRange(String key, int value, int low, int high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(
                    "etc/lightweb.mesh.cfg: "
                            + key
                            + ": "
                            + low
                            + " to "
                            + high
                            + ", not "
                            + value);
        }
    }

    @Deactivate
    void close() {
        closed = true;
        thread.interrupt();
        calls.forEach(NetbirdCalls::close);
    }

    private void run() {
        Duration pause = Duration.ofSeconds(1);
        long version = -1;
        Instant next = Instant.MIN;
        while (!closed) {
            try {
                long newest = database.read(MeshRoom::newestVersion);
                if (newest != version || clock.instant().isAfter(next)) {
                    if (reconcileAsTheOnlyOne()) {
                        version = newest;
                        next = clock.instant().plus(reconcileEvery);
                    }
                    pause = Duration.ofSeconds(1);
                }
                await(LOOK_MILLIS);
            } catch (NetbirdException e) {
                seen.failed(String.valueOf(e.getMessage()));
                LOG.warn("{} Tried again in {} s.", e.getMessage(), pause.toSeconds());
                await(pause.toMillis());
                pause =
                        pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
                                ? LONGEST_PAUSE
                                : pause.multipliedBy(2);
            } catch (InterruptedException _) {
                closed = true;
            } catch (RuntimeException e) {
                // The database is away, or a fault of ours: the writer must live on, and the next
                // look tells.
                LOG.error("The mesh could not be reconciled; tried again", e);
                await(pause.toMillis());
            }
        }
    }

    private static long newestVersion(Transaction transaction) {
        try (Statement statement = transaction.connection().createStatement();
                ResultSet rows =
                        statement.executeQuery("select coalesce(max(version), 0) from fragment")) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("The newest fragment could not be read", e);
        }
    }

    /**
     * One writer in the fleet at a time: the lock lives as long as the transaction that holds it,
     * and breaks with it.
     */
    private boolean reconcileAsTheOnlyOne() throws NetbirdException, InterruptedException {
        Outcome outcome =
                database.write(
                        tx -> {
                            if (!locked(tx.connection())) {
                                return new Outcome(false, null, false);
                            }
                            try {
                                writer.reconcile();
                                return new Outcome(true, null, false);
                            } catch (NetbirdException e) {
                                return new Outcome(true, e, false);
                            } catch (InterruptedException _) {
                                return new Outcome(true, null, true);
                            }
                        });
        if (outcome.failure() != null) {
            throw outcome.failure();
        }
        if (outcome.interrupted()) {
            throw new InterruptedException();
        }
        return outcome.locked();
    }

    private static boolean locked(Connection connection) {
        try (PreparedStatement lock =
                        connection.prepareStatement(
                                "select pg_try_advisory_xact_lock(hashtext('lightweb.mesh'))");
                ResultSet rows = lock.executeQuery()) {
            rows.next();
            return rows.getBoolean(1);
        } catch (SQLException e) {
            throw new IllegalStateException("The writer's lock could not be asked for", e);
        }
    }

    private void await(long millis) {
        try {
            if (wake.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
                wake.drainPermits();
            }
        } catch (InterruptedException _) {
            closed = true;
        }
    }

    private void quiet(long millis) throws InterruptedException {
        if (wake.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
            wake.drainPermits();
        }
    }

    void declare(Transaction transaction, Fragment fragment) {
        call(
                transaction,
                "select mesh.declare(?, ?::jsonb)",
                fragment.name(),
                FragmentJson.write(fragment));
    }

    void withdraw(Transaction transaction, String name) {
        call(transaction, "select mesh.withdraw(?)", name);
    }

    private void call(Transaction transaction, String sql, String... values) {
        try (PreparedStatement statement = transaction.connection().prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("The fragment could not be stored", e);
        }
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
                        database.read(store::fragments).stream()
                                .filter(stored -> stored.state().state() != State.APPLIED)
                                .count();
        return new MeshOverview(
                seen.failure() == null, seen.hasDefaultPolicy(), pending, seen.findings());
    }

    /** Every fragment with its state, by feature and name. */
    public List<Stored> fragments() {
        return database.read(store::fragments);
    }

    @Override
    public String create(String name, String foreignGroup, Duration validity) {
        if (validity.compareTo(Duration.ofHours(1)) < 0
                || validity.compareTo(Duration.ofDays(7)) > 0) {
            throw new IllegalArgumentException("A setup key is valid for 1 hour to 7 days");
        }
        try {
            Actual.Group group =
                    netbird.read()
                            .groupNamed(foreignGroup)
                            .orElseThrow(
                                    () ->
                                            new LightWebException(
                                                    ProblemType.UPSTREAM,
                                                    "NetBird has no group "
                                                            + foreignGroup
                                                            + ". Make it there. Nothing was"
                                                            + " changed."));
            Netbird.SetupKey key = netbird.createSetupKey(name, group.id(), validity);
            database.write(
                    tx -> {
                        store.rememberSetupKey(tx, key.id(), clock.instant().plus(validity));
                        return key.id();
                    });
            return key.key();
        } catch (NetbirdException e) {
            throw new LightWebException(
                    ProblemType.UNAVAILABLE,
                    "NetBird does not answer now. Nothing was changed. Try again in a moment.",
                    e);
        }
    }

    @Override
    public String name() {
        return "netbird";
    }

    /** Deletes setup keys of ours that were used or are over. */
    void deleteSpentSetupKeys() {
        try {
            List<String> ours = database.read(store::setupKeys);
            Set<String> spent = ours.isEmpty() ? Set.of() : netbird.spentSetupKeys();
            for (String id : ours) {
                if (spent.contains(id)) {
                    netbird.deleteSetupKey(id);
                    database.write(
                            tx -> {
                                store.forgetSetupKey(tx, id);
                                return id;
                            });
                }
            }
        } catch (NetbirdException e) {
            LOG.warn("Spent setup keys stay until NetBird answers again: {}", e.getMessage());
        }
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
                            + " while it stands. Remove it when everybody reaches the portal by the"
                            + " policies above it.")
                : Health.working();
    }

    private record Outcome(
            boolean locked,
            @org.jspecify.annotations.Nullable NetbirdException failure,
            boolean interrupted) {}
}
