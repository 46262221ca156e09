// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.tuttlenetwork.lightweb.features.store.Rollout;
import org.tuttlenetwork.lightweb.features.store.Rollout.Phase;

import java.util.UUID;

/** What a host left behind when it ended, settled before it starts anything. */
final class Settlement {
    private final UUID host;
    private final FeatureRecords records;
    private final Rollouts rollouts;
    private final TakingBack takingBack;
    private final Purge purge;
    private final Restores restores;
    private final boolean safeMode;

    Settlement(
            UUID host,
            FeatureRecords records,
            Rollouts rollouts,
            TakingBack takingBack,
            Purge purge,
            Restores restores,
            boolean safeMode) {
        this.host = host;
        this.records = records;
        this.rollouts = rollouts;
        this.takingBack = takingBack;
        this.purge = purge;
        this.restores = restores;
        this.safeMode = safeMode;
    }

    /** What was on its way here: begins once more, or is taken back. */
    void settle() {
        for (Rollout rollout : records.rollouts()) {
            if (rollout.host().equals(host)) {
                settle(rollout);
            }
        }
    }

    private void settle(Rollout rollout) {
        if (rollout.waits() && safeMode) {
            return;
        }
        if (rollout.waits() || rollout.phase() == Phase.TRYING && rollout.crashes() <= 0) {
            rollouts.resume(rollout);
        } else if (rollout.phase() != Phase.SPREADING) {
            takingBack.takeBack(rollout, "The host ended while it tried it.");
        }
    }

    /** Deletions that had begun, by whichever host, and dumps that this one brought back. */
    void finishData() {
        purge.finishAll();
        restores.finishOwn();
    }

    /** Dumps that hosts brought back which are not there any more. */
    void finishForOthers() {
        restores.finishForOthers();
    }
}
