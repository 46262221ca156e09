// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.tuttlenetwork.lightweb.api.data.Ids;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.features.FeatureRecords.Current;
import org.tuttlenetwork.lightweb.features.store.HistoryEntry;
import org.tuttlenetwork.lightweb.features.store.InstalledFeature;
import org.tuttlenetwork.lightweb.features.store.Rollout;
import org.tuttlenetwork.lightweb.features.store.Rollout.Action;
import org.tuttlenetwork.lightweb.features.store.Rollout.Phase;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A version on its way, from the row that says so to what became of it on this host. */
final class Attempts {
    private static final int WAITS = -1;

    private final UUID host;
    private final FeatureRecords records;
    private final Aligner aligner;
    private final Watch watch;
    private final Clock clock;
    private final Faults faults;
    private final boolean safeMode;

    /**
     * @param host this host, which tries it first
     * @param safeMode whether nothing may run until its next start
     */
    Attempts(
            UUID host,
            FeatureRecords records,
            Aligner aligner,
            Watch watch,
            Clock clock,
            Faults faults,
            boolean safeMode) {
        this.host = host;
        this.records = records;
        this.aligner = aligner;
        this.watch = watch;
        this.clock = clock;
        this.faults = faults;
        this.safeMode = safeMode;
    }

    /** Whether a version is what a feature is, and should run. */
    static boolean runs(InstalledFeature installed, String version) {
        return installed.active() && installed.version().equals(version);
    }

    /** What is to be begun, in place of what runs now. */
    Rollout of(String feature, String version, Current now, Request request) {
        Optional<String> before =
                now.installed().filter(InstalledFeature::active).map(InstalledFeature::version);
        return new Rollout(
                Ids.next(clock),
                feature,
                version,
                before,
                before.isPresent() ? Action.UPDATE : Action.INSTALL,
                Phase.STARTING,
                host,
                safeMode ? WAITS : 0,
                request.actor(),
                request.source(),
                request.file(),
                false,
                false,
                clock.instant().plus(Rollouts.STARTING));
    }

    /** Carries out what was begun; returns once it is live, refused or taken back. */
    InstallOutcome carryOut(Rollout rollout) {
        if (safeMode) {
            return new InstallOutcome.AtNextStart(rollout.feature(), rollout.version());
        }
        align(rollout.feature());
        try {
            watch.look();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Current now = records.current(rollout.feature());
        Optional<Rollout> still = now.rollout().filter(other -> other.id().equals(rollout.id()));
        if (still.isPresent()) {
            return new InstallOutcome.Live(
                    rollout.feature(),
                    rollout.version(),
                    rollout.previous(),
                    Optional.of(still.get().until()));
        }
        if (now.installed().filter(same -> runs(same, rollout.version())).isPresent()) {
            align(rollout.feature());
            return new InstallOutcome.Live(
                    rollout.feature(), rollout.version(), rollout.previous(), Optional.empty());
        }
        HistoryEntry last =
                records.history(rollout.feature(), Optional.empty(), 1).getFirst().entry();
        return switch (last.outcome()) {
            case "REFUSED" -> new InstallOutcome.Rejected(List.of(last.detail()));
            case "STOPPED" ->
                    new InstallOutcome.Stopped(rollout.feature(), rollout.version(), last.detail());
            default ->
                    new InstallOutcome.TakenBack(
                            rollout.feature(), rollout.version(), last.detail());
        };
    }

    /** Brings this host into line with what PostgreSQL says of a feature. */
    void align(String feature) {
        faults.at("written");
        try {
            aligner.align(feature);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LightWebException(
                    ProblemType.UNAVAILABLE,
                    "The host stops. What was asked for is stored, and goes on at its next start.",
                    e);
        }
    }
}
