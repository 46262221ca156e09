// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import org.tuttlenetwork.lightweb.mesh.plan.Actual;
import org.tuttlenetwork.lightweb.mesh.plan.Change;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What NetBird showed last, without those whom the writer took out since: a listing that was under
 * way then may show them still. One thread.
 */
final class Shown {
    private final List<Change> since = new ArrayList<>();
    private Optional<Actual> actual = Optional.empty();

    /** A listing begins. */
    void begins() {
        since.clear();
    }

    /** It ends. */
    Actual listed(Actual listing) {
        Actual now = listing;
        for (Change change : since) {
            now = now.after(change);
        }
        actual = Optional.of(now);
        return now;
    }

    void done(Change change) {
        since.add(change);
        actual = actual.map(now -> now.after(change));
    }

    /** Empty before the first listing. */
    Optional<Actual> now() {
        return actual;
    }
}
