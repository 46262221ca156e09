// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.features.FeatureRecords.Current;
import org.tuttlenetwork.lightweb.features.archive.Declaration.HealthGate;
import org.tuttlenetwork.lightweb.features.archive.DescriptionReader.Description;
import org.tuttlenetwork.lightweb.features.framework.Gate;
import org.tuttlenetwork.lightweb.features.framework.RevisionKey;
import org.tuttlenetwork.lightweb.features.framework.Revisions;
import org.tuttlenetwork.lightweb.features.framework.StartFailed;
import org.tuttlenetwork.lightweb.features.store.InstalledFeature;
import org.tuttlenetwork.lightweb.features.store.Rollout;
import org.tuttlenetwork.lightweb.features.store.Rollout.Phase;
import org.tuttlenetwork.lightweb.features.store.StoredRevision;
import org.tuttlenetwork.lightweb.features.trust.Purpose;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Brings what this host runs of a feature into line with PostgreSQL, whatever was there before: at
 * start, at every change of any host, and as the second half of every operation. Features do not
 * wait for each other, and one that fails keeps no other from running.
 */
final class Aligner {
    private static final Logger LOG = LoggerFactory.getLogger(Aligner.class);
    private static final int MOST_ROUNDS = 6;

    private final UUID host;
    private final FeatureRecords records;
    private final Rollouts rollouts;
    private final Revisions revisions;
    private final Gate gate;
    private final Admission admission;
    private final SchemaChanges schema;
    private final TakingBack takingBack;
    private final Faults faults;
    private final Suspects suspects;
    private final boolean safeMode;
    private final Lanes lanes = new Lanes();
    private final Map<String, String> broken = new ConcurrentHashMap<>();

    /**
     * @param host this host
     * @param admission whether a kept version may start, and what it says of itself
     * @param suspects told what is being started
     * @param safeMode whether nothing that was installed may run
     */
    Aligner(
            UUID host,
            FeatureRecords records,
            Rollouts rollouts,
            Revisions revisions,
            Gate gate,
            Admission admission,
            SchemaChanges schema,
            TakingBack takingBack,
            Faults faults,
            Suspects suspects,
            boolean safeMode) {
        this.host = host;
        this.records = records;
        this.rollouts = rollouts;
        this.revisions = revisions;
        this.gate = gate;
        this.admission = admission;
        this.schema = schema;
        this.takingBack = takingBack;
        this.faults = faults;
        this.suspects = suspects;
        this.safeMode = safeMode;
    }

    /** Features that should run here and do not: why, by id. */
    Map<String, String> broken() {
        return Map.copyOf(broken);
    }

    /** Every feature that is installed, on its way, or left over in the framework's storage. */
    Set<String> features() {
        Set<String> features = new HashSet<>(revisions.features());
        records.all().forEach(feature -> features.add(feature.feature()));
        records.rollouts().forEach(rollout -> features.add(rollout.feature()));
        return features;
    }

    /** Whether exactly this runs here, and is used. */
    boolean isActive(String feature, String version) {
        return revisions.active(feature).equals(Optional.of(version));
    }

    /** The features of which this host does not run what it should. */
    Set<String> behind() {
        if (safeMode || revisions.isStopping()) {
            return Set.of();
        }
        Map<String, InstalledFeature> installed = new HashMap<>();
        records.all().forEach(feature -> installed.put(feature.feature(), feature));
        Map<String, Rollout> onTheirWay = new HashMap<>();
        records.rollouts().forEach(rollout -> onTheirWay.put(rollout.feature(), rollout));
        Set<String> there = revisions.features();
        Set<String> all = new HashSet<>(there);
        all.addAll(installed.keySet());
        all.addAll(onTheirWay.keySet());
        all.removeIf(
                feature -> {
                    return switch (Target.of(
                            Optional.ofNullable(installed.get(feature)),
                            Optional.ofNullable(onTheirWay.get(feature)),
                            host,
                            revisions.active(feature))) {
                        case Target.Nothing() -> !there.contains(feature);
                        case Target.Run(var version, var _) -> isActive(feature, version);
                        case Target.Try _ -> false;
                    };
                });
        return all;
    }

    /**
     * One feature; returns when this host runs what it should, or cannot.
     *
     * @throws InterruptedException also where PostgreSQL was lost by it: a connection ends with the
     *     thread that waits for it
     */
    void align(String feature) throws InterruptedException {
        try {
            lanes.in(feature, () -> steps(feature));
        } catch (RuntimeException e) {
            if (Thread.interrupted()) {
                throw interrupted(e);
            }
            throw e;
        }
    }

    private boolean steps(String feature) throws InterruptedException {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            if (step(feature)) {
                return true;
            }
        }
        LOG.warn("Feature {} changes faster than this host follows", feature);
        return false;
    }

    /** One look and what follows from it; false where it must look again. */
    private boolean step(String feature) throws InterruptedException {
        if (revisions.isStopping()) {
            return true;
        }
        Current current = records.current(feature);
        if (safeMode) {
            revisions.keepOnly(feature, Set.of());
            return true;
        }
        Target target =
                Target.of(current.installed(), current.rollout(), host, revisions.active(feature));
        return switch (target) {
            case Target.Nothing() -> {
                broken.remove(feature);
                revisions.keepOnly(feature, Set.of());
                yield true;
            }
            case Target.Run(var version, var idle) -> {
                run(new RevisionKey(feature, version), idle);
                yield true;
            }
            case Target.Try(var rollout) -> {
                attempt(rollout);
                yield false;
            }
        };
    }

    /**
     * What should run starts without a gate: its users wait, and nothing is there to go back to.
     */
    private void run(RevisionKey key, Optional<String> idle) throws InterruptedException {
        try {
            if (!revisions.active(key.feature()).equals(Optional.of(key.version()))) {
                StoredRevision revision = stored(key);
                Description described = admission.require(revision, Purpose.START);
                start(revision, described);
                revisions.activate(key);
                faults.at("after-restart");
            }
            broken.remove(key.feature());
            Set<String> keep = new HashSet<>(Set.of(key.version()));
            idle.ifPresent(keep::add);
            revisions.keepOnly(key.feature(), keep);
        } catch (StartFailed e) {
            fail(key, e.why());
        } catch (LightWebException e) {
            // PostgreSQL does not answer: that is no fault of the feature's, and tried again.
            throw e;
        } catch (RuntimeException e) {
            fail(key, words(key, e));
        }
    }

    /** Whatever is thrown while a feature is brought in is that feature's failure alone. */
    private static String words(RevisionKey key, RuntimeException e) {
        if (e instanceof LightWebException || e instanceof IllegalStateException) {
            return String.valueOf(e.getMessage());
        }
        LOG.error("Feature {} met what nobody expected", key, e);
        return e.toString();
    }

    private void fail(RevisionKey key, String why) {
        if (!why.equals(broken.put(key.feature(), why))) {
            LOG.error("Feature {} does not run here: {}", key, why);
        }
        revisions.keepOnly(key.feature(), Set.of());
    }

    private StoredRevision stored(RevisionKey key) {
        return records.revision(key.feature(), key.version())
                .orElseThrow(() -> new IllegalStateException(key + " is not kept any more"));
    }

    /** A version that is new here: only what passes the gate takes over. */
    private void attempt(Rollout rollout) throws InterruptedException {
        RevisionKey key = new RevisionKey(rollout.feature(), rollout.version());
        boolean first = rollout.phase() == Phase.STARTING;
        try {
            StoredRevision revision = stored(key);
            Description described =
                    admission.require(revision, rollout.letsIn() ? Purpose.INSTALL : Purpose.START);
            faults.at("before-start");
            schema.prepare(rollout);
            start(revision, described);
            faults.at("after-start");
            HealthGate health = described.declaration().health();
            gate.pass(key, health.start());
            faults.at("after-gate");
            if (!first || rollouts.passed(rollout, health.grace(), revision.archiveSha256())) {
                faults.at("after-passed");
                revisions.activate(key);
                faults.at("after-switch");
            }
            broken.remove(key.feature());
        } catch (StartFailed e) {
            if (Thread.interrupted()) {
                throw interrupted(e);
            }
            takeBack(rollout, e.why());
        } catch (RuntimeException e) {
            if (isNoVerdict(e)) {
                throw e;
            }
            takeBack(rollout, words(key, e));
        }
    }

    /** That PostgreSQL does not answer, or that the host stops, is no fault of the version's. */
    private static boolean isNoVerdict(RuntimeException e) {
        return Thread.currentThread().isInterrupted()
                || e instanceof LightWebException refused
                        && refused.type() == ProblemType.UNAVAILABLE;
    }

    private static InterruptedException interrupted(Exception cause) {
        InterruptedException interrupted = new InterruptedException("The host stops");
        interrupted.initCause(cause);
        return interrupted;
    }

    private void start(StoredRevision revision, Description described)
            throws StartFailed, InterruptedException {
        RevisionKey key = new RevisionKey(revision.feature(), revision.version());
        suspects.starting(key);
        try {
            faults.at("starting");
            revisions.start(
                    revision,
                    records::content,
                    described.configurations(),
                    described.declaration().health().start());
        } finally {
            suspects.started(key);
        }
    }

    private void takeBack(Rollout rollout, String why) {
        if (revisions.isStopping()) {
            LOG.info("{} is left as it is: the host stops", rollout.feature());
            return;
        }
        // First: as long as it runs it may go on migrating.
        revisions.drop(new RevisionKey(rollout.feature(), rollout.version()));
        if (rollout.phase() == Phase.STARTING) {
            takingBack.refuse(rollout, why);
        } else {
            takingBack.takeBack(rollout, why);
        }
    }
}
