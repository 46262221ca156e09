// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.tuttlenetwork.lightweb.features.store.Rollout;

/** Ends what is on its way, whoever finds that it must, as its data allows (DECISIONS 2.3). */
final class TakingBack {
    private final Rollouts rollouts;
    private final SchemaChanges schema;

    TakingBack(Rollouts rollouts, SchemaChanges schema) {
        this.rollouts = rollouts;
        this.schema = schema;
    }

    /**
     * What ran before runs again; where it could not work with the data any more, the feature is
     * stopped and a person chooses.
     *
     * @param why in words for an administrator
     */
    void takeBack(Rollout rollout, String why) {
        end(rollout, why, false);
    }

    /** The same for what never answered anybody, so that it may come again mended. */
    void refuse(Rollout rollout, String why) {
        end(rollout, why, true);
    }

    private void end(Rollout rollout, String why, boolean refused) {
        if (schema.isForGood(rollout)) {
            rollouts.stop(rollout, why);
        } else {
            rollouts.takeBack(rollout, why, refused);
        }
    }
}
