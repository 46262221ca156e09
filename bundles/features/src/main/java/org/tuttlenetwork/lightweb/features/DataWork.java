// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.features.store.PurgingStore;
import org.tuttlenetwork.lightweb.features.store.RestoringStore;

/** What is being done to features' data: as long as it lasts nothing else of the feature begins. */
final class DataWork {
    private final PurgingStore purging = new PurgingStore();
    private final RestoringStore restoring = new RestoringStore();

    /**
     * @param unchanged what was not done, for whoever reads why
     * @throws LightWebException CONFLICT where a feature's data is being deleted
     */
    void requireNoPurge(Transaction tx, String feature, String unchanged) {
        if (purging.find(tx, feature).isPresent()) {
            throw LightWebException.conflict(
                    "%s: the data of %s is being deleted. Try again when that has ended."
                            .formatted(unchanged, feature));
        }
    }

    /**
     * @param unchanged what was not done, for whoever reads why
     * @throws LightWebException CONFLICT where a dump of a feature's data is being brought back
     */
    void requireNoRestore(Transaction tx, String feature, String unchanged) {
        if (restoring.find(tx, feature).isPresent()) {
            throw LightWebException.conflict(
                    "%s: a dump of %s is being brought back. Try again when that has ended."
                            .formatted(unchanged, feature));
        }
    }
}
