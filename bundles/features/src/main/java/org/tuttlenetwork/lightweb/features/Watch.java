// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.feature.RevisionCheck.Findings;
import org.tuttlenetwork.lightweb.features.framework.Checks;
import org.tuttlenetwork.lightweb.features.framework.RevisionKey;
import org.tuttlenetwork.lightweb.features.framework.Revisions;
import org.tuttlenetwork.lightweb.features.store.Rollout;
import org.tuttlenetwork.lightweb.features.store.Rollout.Phase;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Looks at what is on its way, twice a second: takes back what is red at two looks, moves on what
 * held, and clears up after hosts that ended. One look at a time.
 */
final class Watch {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    /** How long a host may be silent in a phase that only it can end. */
    private static final Duration GIVEN_UP = Duration.ofSeconds(20);

    private final UUID host;
    private final FeatureRecords records;
    private final Rollouts rollouts;
    private final Revisions revisions;
    private final Checks checks;
    private final Hosts hosts;
    private final Admission admission;
    private final TakingBack takingBack;
    private final Clock clock;

    /** What was red at the look before, by rollout. */
    private final Map<UUID, String> red = new HashMap<>();

    /** Since when the host that tries it was not there, by rollout. */
    private final Map<UUID, Instant> gone = new HashMap<>();

    Watch(
            UUID host,
            FeatureRecords records,
            Rollouts rollouts,
            Revisions revisions,
            Checks checks,
            Hosts hosts,
            Admission admission,
            TakingBack takingBack,
            Clock clock) {
        this.host = host;
        this.records = records;
        this.rollouts = rollouts;
        this.revisions = revisions;
        this.checks = checks;
        this.hosts = hosts;
        this.admission = admission;
        this.takingBack = takingBack;
        this.clock = clock;
    }

    /** One look; the features whose rows it changed must be aligned by whoever hears of it. */
    synchronized void look() throws InterruptedException {
        List<Rollout> all = records.rollouts();
        List<UUID> ids = all.stream().map(Rollout::id).toList();
        red.keySet().retainAll(ids);
        gone.keySet().retainAll(ids);
        for (Rollout rollout : all) {
            look(rollout);
        }
    }

    private void look(Rollout rollout) throws InterruptedException {
        boolean mine = rollout.host().equals(host);
        boolean here = revisions.active(rollout.feature()).equals(Optional.of(rollout.version()));
        if (!mine && rollout.phase() != Phase.SPREADING) {
            clearUp(rollout);
            return;
        }
        if (here && isRed(rollout)) {
            return;
        }
        boolean over = !clock.instant().isBefore(rollout.until());
        if (!over) {
            return;
        }
        switch (rollout.phase()) {
            case STARTING -> LOG.debug("{} is still being started", rollout.feature());
            case TRYING -> held(rollout);
            case SPREADING -> end(rollout, mine);
        }
    }

    private boolean isRed(Rollout rollout) throws InterruptedException {
        Findings findings = checks.of(new RevisionKey(rollout.feature(), rollout.version()));
        if (findings.isEmpty()) {
            red.remove(rollout.id());
            return false;
        }
        if (revisions.isStopping()) {
            return true;
        }
        String now =
                String.join(
                        "\n",
                        Stream.concat(findings.failures().stream(), findings.pending().stream())
                                .limit(5)
                                .toList());
        if (red.put(rollout.id(), now) == null) {
            return true;
        }
        takingBack.takeBack(rollout, "It turned unhealthy in its grace period: " + now);
        return true;
    }

    private void held(Rollout rollout) {
        if (hosts.others().isEmpty()) {
            rollouts.commit(rollout);
        } else {
            rollouts.spread(rollout, admission.grace(rollout));
        }
    }

    /** The first host ends it, or another where that one is gone; not before all have followed. */
    private void end(Rollout rollout, boolean mine) {
        if (!mine && hosts.isThere(rollout.host())) {
            return;
        }
        List<UUID> behind = hosts.without(rollout.feature(), rollout.version());
        if (behind.isEmpty()) {
            rollouts.commit(rollout);
        } else if (clock.instant().isAfter(rollout.until().plus(GIVEN_UP))) {
            takingBack.takeBack(rollout, "The hosts " + behind + " did not follow.");
        }
    }

    /** A host that ended while it tried something new, and did not come back. */
    private void clearUp(Rollout rollout) {
        if (hosts.isThere(rollout.host())) {
            gone.remove(rollout.id());
            return;
        }
        // One that restarts is gone for a moment, and goes on.
        Instant since = gone.computeIfAbsent(rollout.id(), _ -> clock.instant());
        Instant last =
                rollout.phase() == Phase.TRYING || since.isAfter(rollout.until())
                        ? since
                        : rollout.until();
        if (clock.instant().isAfter(last.plus(GIVEN_UP))) {
            takingBack.takeBack(rollout, "The host that tried it ended, and did not come back.");
        }
    }
}
