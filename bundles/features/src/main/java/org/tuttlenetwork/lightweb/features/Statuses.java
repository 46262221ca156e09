// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.osgi.framework.Bundle;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.features.FeatureStatus.Facts;
import org.tuttlenetwork.lightweb.features.FeatureStatus.OnItsWay;
import org.tuttlenetwork.lightweb.features.FeatureStatus.State;
import org.tuttlenetwork.lightweb.features.framework.Checks;
import org.tuttlenetwork.lightweb.features.framework.RevisionKey;
import org.tuttlenetwork.lightweb.features.framework.Revisions;
import org.tuttlenetwork.lightweb.features.load.LoadWatch;
import org.tuttlenetwork.lightweb.features.plan.FeaturePlan;
import org.tuttlenetwork.lightweb.features.plan.Planner;
import org.tuttlenetwork.lightweb.features.store.HostStore.OnHost;
import org.tuttlenetwork.lightweb.features.store.InstalledFeature;
import org.tuttlenetwork.lightweb.features.store.Rollout;
import org.tuttlenetwork.lightweb.features.store.StoredRevision;
import org.tuttlenetwork.lightweb.features.trust.Purpose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How every feature stands on this host, looked at when asked. */
final class Statuses {
    private static final int MOST_FINDINGS = 5;

    private final FeatureRecords records;
    private final Revisions revisions;
    private final Checks checks;
    private final Admission admission;
    private final Aligner aligner;
    private final Hosts hosts;
    private final LoadWatch load;
    private final boolean safeMode;

    Statuses(
            FeatureRecords records,
            Revisions revisions,
            Checks checks,
            Admission admission,
            Aligner aligner,
            Hosts hosts,
            LoadWatch load,
            boolean safeMode) {
        this.records = records;
        this.revisions = revisions;
        this.checks = checks;
        this.admission = admission;
        this.aligner = aligner;
        this.hosts = hosts;
        this.load = load;
        this.safeMode = safeMode;
    }

    /** What is installed, on its way, or part of the host; by id. */
    List<FeatureStatus> all() {
        Map<String, Rollout> rollouts = new HashMap<>();
        records.rollouts().forEach(rollout -> rollouts.put(rollout.feature(), rollout));
        Map<String, List<OnHost>> onHosts = hosts.all();
        List<FeatureStatus> all = new ArrayList<>();
        revisions.builtIn().forEach((feature, bundles) -> all.add(builtIn(feature, bundles)));
        for (InstalledFeature feature : records.all()) {
            Optional<Rollout> rollout = Optional.ofNullable(rollouts.remove(feature.feature()));
            all.add(of(Optional.of(feature), rollout, onHosts));
        }
        rollouts.values()
                .forEach(rollout -> all.add(of(Optional.empty(), Optional.of(rollout), onHosts)));
        all.sort(Comparator.comparing(FeatureStatus::id));
        return all;
    }

    /**
     * @throws LightWebException CONFLICT for a part of the host
     */
    void requireNotBuiltIn(String feature) {
        if (revisions.builtIn().containsKey(feature)) {
            throw LightWebException.conflict(
                    "The feature " + feature + " is part of this host and cannot be removed.");
        }
    }

    private static FeatureStatus builtIn(String feature, List<Bundle> bundles) {
        boolean started = bundles.stream().allMatch(bundle -> bundle.getState() == Bundle.ACTIVE);
        boolean resolved = bundles.stream().allMatch(Statuses::isResolved);
        return new FeatureStatus(
                feature,
                bundles.getFirst().getVersion().toString(),
                started ? State.RUNNING : State.BROKEN,
                true,
                started ? "" : "A bundle of it is not started.",
                new Facts(true, true, resolved, started, started),
                names(bundles),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private static boolean isResolved(Bundle bundle) {
        return (bundle.getState() & (Bundle.INSTALLED | Bundle.UNINSTALLED)) == 0;
    }

    private FeatureStatus of(
            Optional<InstalledFeature> installed,
            Optional<Rollout> rollout,
            Map<String, List<OnHost>> onHosts) {
        String id =
                installed
                        .map(InstalledFeature::feature)
                        .or(() -> rollout.map(Rollout::feature))
                        .orElseThrow();
        String version =
                revisions
                        .active(id)
                        .or(() -> installed.map(InstalledFeature::version))
                        .or(() -> rollout.map(Rollout::version))
                        .orElseThrow();
        RevisionKey key = new RevisionKey(id, version);
        List<Bundle> bundles = revisions.bundles(key);
        List<String> findings = revisions.isStarted(key) ? findings(key) : List.of();
        Facts facts = facts(key, bundles, findings);
        State state = state(installed, rollout, facts);
        return new FeatureStatus(
                id,
                version,
                state,
                false,
                detail(id, installed, findings),
                facts,
                names(bundles),
                rollout.map(Statuses::onItsWay),
                installed.flatMap(InstalledFeature::previous),
                onHosts.getOrDefault(id, List.of()));
    }

    /** Who signed a kept version, and whether it would be started now; empty where none is kept. */
    Optional<FeaturePlan.Publisher> publisher(String feature, String version, Locale locale) {
        return records.revision(feature, version)
                .map(revision -> admission.verdict(revision, Purpose.START))
                .map(verdict -> Planner.publisher(verdict, locale));
    }

    private Facts facts(RevisionKey key, List<Bundle> bundles, List<String> findings) {
        Optional<StoredRevision> stored = records.revision(key.feature(), key.version());
        boolean started = revisions.isStarted(key);
        return new Facts(
                stored.isPresent(),
                stored.filter(admission::isTrusted).isPresent(),
                !bundles.isEmpty() && bundles.stream().allMatch(Statuses::isResolved),
                started,
                started && findings.isEmpty());
    }

    private State state(
            Optional<InstalledFeature> installed, Optional<Rollout> rollout, Facts facts) {
        boolean wanted = installed.filter(InstalledFeature::active).isPresent();
        if (safeMode && (wanted || rollout.isPresent())) {
            return State.OFF;
        }
        if (rollout.isPresent()) {
            return State.TRYING;
        }
        if (wanted) {
            return facts.started() && facts.healthy() ? State.RUNNING : State.BROKEN;
        }
        return installed.filter(f -> f.state() == InstalledFeature.State.STOPPED).isPresent()
                ? State.STOPPED
                : State.REMOVED;
    }

    private String detail(String id, Optional<InstalledFeature> installed, List<String> findings) {
        String broken = aligner.broken().get(id);
        if (broken != null) {
            return broken;
        }
        String stopped = installed.map(InstalledFeature::stoppedBecause).orElse("");
        if (!stopped.isEmpty()) {
            return stopped;
        }
        List<String> all = new ArrayList<>(findings);
        all.addAll(load.of(id));
        return String.join("\n", all);
    }

    private List<String> findings(RevisionKey key) {
        try {
            var findings = checks.of(key);
            List<String> all = new ArrayList<>(findings.failures());
            all.addAll(findings.pending());
            return all.stream().limit(MOST_FINDINGS).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of("Its checks were interrupted.");
        }
    }

    private static OnItsWay onItsWay(Rollout rollout) {
        String phase = rollout.waits() ? OnItsWay.WAITING : rollout.phase().name();
        return new OnItsWay(rollout.version(), phase, rollout.until(), rollout.actor());
    }

    private static List<String> names(List<Bundle> bundles) {
        return bundles.stream()
                .map(bundle -> bundle.getSymbolicName() + " " + bundle.getVersion())
                .toList();
    }
}
