// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import io.prometheus.metrics.model.registry.PrometheusRegistry;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.FleetLocks;
import org.tuttlenetwork.lightweb.api.data.FleetLocks.FleetLock;
import org.tuttlenetwork.lightweb.api.data.MasterKey;
import org.tuttlenetwork.lightweb.api.data.RestoreBrake;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.feed.ChangeFeed;
import org.tuttlenetwork.lightweb.api.feed.FeedEntry;
import org.tuttlenetwork.lightweb.api.health.Health;
import org.tuttlenetwork.lightweb.api.health.HealthCheck;
import org.tuttlenetwork.lightweb.api.mesh.DeviceKey;
import org.tuttlenetwork.lightweb.api.mesh.Fragment;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState.State;
import org.tuttlenetwork.lightweb.api.mesh.Mesh;
import org.tuttlenetwork.lightweb.api.mesh.MeshDevice;
import org.tuttlenetwork.lightweb.api.mesh.MeshOverview;
import org.tuttlenetwork.lightweb.api.mesh.SetupKeys;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.mesh.keys.SetupKeyMaker;
import org.tuttlenetwork.lightweb.mesh.netbird.Netbird;
import org.tuttlenetwork.lightweb.mesh.netbird.NetbirdCalls;
import org.tuttlenetwork.lightweb.mesh.netbird.TokenSource;
import org.tuttlenetwork.lightweb.mesh.plan.FragmentKey;
import org.tuttlenetwork.lightweb.mesh.plan.ObjectKey;
import org.tuttlenetwork.lightweb.mesh.store.Approval;
import org.tuttlenetwork.lightweb.mesh.store.Finding;
import org.tuttlenetwork.lightweb.mesh.store.FindingStore;
import org.tuttlenetwork.lightweb.mesh.store.FragmentStore;
import org.tuttlenetwork.lightweb.mesh.store.OwnedStore;
import org.tuttlenetwork.lightweb.mesh.store.StoredFragment;
import org.tuttlenetwork.lightweb.mesh.token.TokenRecords;
import org.tuttlenetwork.lightweb.mesh.token.TokenView;
import org.tuttlenetwork.lightweb.mesh.writer.Approvals;
import org.tuttlenetwork.lightweb.mesh.writer.MeshFigures;
import org.tuttlenetwork.lightweb.mesh.writer.NotTheWriterException;
import org.tuttlenetwork.lightweb.mesh.writer.Progress;
import org.tuttlenetwork.lightweb.mesh.writer.RestoredState;
import org.tuttlenetwork.lightweb.mesh.writer.Seen;
import org.tuttlenetwork.lightweb.mesh.writer.Tempo;
import org.tuttlenetwork.lightweb.mesh.writer.Wake;
import org.tuttlenetwork.lightweb.mesh.writer.Writer;
import org.tuttlenetwork.lightweb.mesh.writer.WriterThread;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The room: stores what features declare, and lets one writer in the whole fleet bring NetBird to
 * it. It is woken by a commit here or, through the feed, on any host; looking each second is the
 * fallback.
 */
@Component(
        service = {MeshRoom.class, SetupKeys.class, HealthCheck.class},
        configurationPid = "lightweb.mesh",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = MeshConfig.class)
public final class MeshRoom implements SetupKeys, HealthCheck {
    private static final String LOCK = "mesh.writer";
    private static final int SHOWN_FINDINGS = 100;

    private final Database database;
    private final FleetTokens tokens;
    private final TokenFigures tokenFigures;
    private final FragmentStore fragments = new FragmentStore();
    private final OwnedStore owned = new OwnedStore();
    private final FindingStore findings = new FindingStore();
    private final Seen seen = new Seen();
    private final Progress progress = new Progress();
    private final MeshFigures figures;
    private final SetupKeyMaker setupKeys;
    private final URI server;
    private final Wake wake = new Wake();
    private final WriterThread thread;
    private final RestoredState restored;
    private final AutoCloseable subscription;

    @Activate
    public MeshRoom(
            BundleContext context,
            MeshConfig config,
            @Reference Database database,
            @Reference FleetLocks locks,
            @Reference ChangeFeed feed,
            @Reference RestoreBrake brake) {
        this(
                Settings.of(config),
                new FleetTokens.Vault(
                        database,
                        MasterKey.at(
                                Path.of(context.getProperty("lightweb.data"))
                                        .resolve("master.key")),
                        Clock.systemUTC()),
                locks,
                feed,
                brake,
                PrometheusRegistry.defaultRegistry);
    }

    MeshRoom(
            Settings settings,
            FleetTokens.Vault vault,
            FleetLocks locks,
            ChangeFeed feed,
            RestoreBrake brake,
            PrometheusRegistry registry) {
        this.database = vault.database();
        this.server = URI.create(settings.url());
        Clock clock = vault.clock();
        this.figures = new MeshFigures(progress, registry, clock);
        this.restored = new RestoredState(brake, database);
        FleetLock lock = locks.named(LOCK);
        Runnable fence = () -> requireHeld(lock);
        Lock turn = new ReentrantLock();
        this.tokens =
                new FleetTokens(
                        settings,
                        vault,
                        token -> calls(settings, token, turn),
                        fence,
                        () -> progress.isWriter() && !restored.isHeld());
        this.tokenFigures = new TokenFigures(tokens::views, registry, clock);
        Netbird netbird = new Netbird(tokens.network(), tokens.admin());
        // NetBird on SQLite takes two at a time well, and not more (netbird.md §5).
        Lock listing = new ReentrantLock();
        Netbird reading =
                new Netbird(tokens.network().inTurn(listing), tokens.admin().inTurn(listing));
        this.setupKeys = new SetupKeyMaker(database, netbird, clock);
        restored.remember();
        database.write(
                tx -> {
                    if (settings.infrastructure().on()) {
                        declare(tx, settings.infrastructure().fragment());
                    } else {
                        withdraw(tx, Infrastructure.NAME);
                    }
                    return true;
                });
        this.subscription =
                feed.subscribe(
                        feed.latest(),
                        Set.of(Mesh.TOPIC, Approvals.TOPIC, TokenRecords.TOPIC),
                        this::changed);
        Writer.Observed observed = new Writer.Observed(seen, progress);
        Writer writer =
                new Writer(
                        database,
                        new Writer.Lanes(
                                new Netbird(
                                        tokens.network().behind(fence),
                                        tokens.admin().behind(fence)),
                                reading),
                        observed,
                        wake,
                        new Tempo(settings.quiet(), System::nanoTime),
                        settings.removeDefaultPolicy()
                                ? Optional.of(Infrastructure.KEY)
                                : Optional.empty(),
                        restored,
                        clock);
        this.thread =
                new WriterThread(
                        database,
                        lock,
                        reading,
                        writer,
                        observed,
                        wake,
                        new WriterThread.Rhythm(settings.reconcileEvery(), clock));
        thread.start();
        tokens.start();
    }

    private NetbirdCalls calls(Settings settings, TokenSource token, Lock turn) {
        return new NetbirdCalls(settings.url(), token, settings.timeout(), turn, figures);
    }

    private static void requireHeld(FleetLock lock) {
        if (!lock.isHeld()) {
            throw new NotTheWriterException();
        }
    }

    /**
     * @throws Exception if the subscription to the feed cannot be ended: DS logs it, all else is
     *     stopped
     */
    @Deactivate
    void close() throws Exception {
        try {
            subscription.close();
        } finally {
            thread.stop();
            tokens.stop();
            figures.close();
            tokenFigures.close();
        }
    }

    private void changed(FeedEntry entry) {
        if (entry.topic().equals(TokenRecords.TOPIC)) {
            tokens.changed();
        }
        if (entry.json().contains(State.PENDING.name())
                || entry.json().contains(Approval.State.WAITING.name())) {
            wake.up();
        }
    }

    void declare(Transaction transaction, Fragment fragment) {
        fragments.declare(transaction, fragment);
        transaction.afterCommit(wake::up);
    }

    void withdraw(Transaction transaction, String name) {
        fragments.withdraw(transaction, name);
        transaction.afterCommit(wake::up);
    }

    FragmentState state(String feature, String name) {
        return database.read(tx -> fragments.find(tx, feature, name))
                .map(StoredFragment::state)
                .orElseGet(() -> new FragmentState(State.ABSENT, "", Instant.EPOCH));
    }

    List<MeshDevice> devices(String user) {
        return seen.devicesOf(user);
    }

    List<MeshDevice> machines() {
        return seen.machines(database.read(owned::groupsOfKeys));
    }

    Optional<MeshDevice> device(ObjectKey device) {
        return database.read(tx -> owned.netbirdId(tx, device)).flatMap(seen::keyed);
    }

    DeviceKey setupKey(ObjectKey device, Duration validity) {
        if (restored.isHeld()) {
            throw new LightWebException(
                            ProblemType.UNAVAILABLE,
                            "This host was restored from a backup, and what follows is held until"
                                    + " an administrator releases it. No key was made.")
                    .because("restored");
        }
        return setupKeys.createFor(device, server, validity);
    }

    /** How the mesh is. */
    public MeshOverview overview() {
        int pending = database.read(fragments::unapplied);
        List<String> words =
                findings(Long.MAX_VALUE, SHOWN_FINDINGS).stream().map(MeshRoom::words).toList();
        return new MeshOverview(seen.failure() == null, seen.hasDefaultPolicy(), pending, words);
    }

    private static String words(Finding finding) {
        return finding.feature().isEmpty()
                ? finding.words()
                : finding.feature() + "/" + finding.fragment() + ": " + finding.words();
    }

    /** NetBird's tokens, as this host saw them last. */
    public List<TokenView> tokens() {
        return tokens.views();
    }

    /**
     * Fragments with their state, by feature and name.
     *
     * @param after the last one of the page before; two empty texts for the first page
     */
    public List<StoredFragment> fragments(FragmentKey after, int limit) {
        return database.read(tx -> fragments.page(tx, after, limit));
    }

    /**
     * The newest findings first.
     *
     * @param before the number of the last one of the page before
     */
    public List<Finding> findings(long before, int limit) {
        return database.read(tx -> findings.page(tx, before, limit));
    }

    /** How far this host's writer is. */
    public Progress progress() {
        return progress;
    }

    @Override
    public String create(String name, String foreignGroup, Duration validity) {
        return setupKeys.create(name, foreignGroup, validity);
    }

    void deleteSpentSetupKeys() {
        if (!restored.isHeld()) {
            if (setupKeys.deleteSpent()) {
                // Who came by it has a place to be put into.
                wake.up();
            }
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
        List<String> complaints = new ArrayList<>(tokens.complaints());
        if (seen.hasDefaultPolicy()) {
            complaints.add(
                    "NetBird's Default policy connects all with all: islands are NOT private"
                            + " while it stands. Set remove_default_policy in"
                            + " etc/lightweb.mesh.cfg, or remove it when everybody reaches the"
                            + " portal by the policies above it.");
        }
        return complaints.isEmpty()
                ? Health.working()
                : Health.degraded(String.join(" ", complaints));
    }
}
