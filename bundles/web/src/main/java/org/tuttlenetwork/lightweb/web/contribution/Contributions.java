// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.contribution;

import org.tuttlenetwork.lightweb.api.feature.RevisionFilter;

import java.util.ArrayList;
import java.util.List;

/**
 * The contributions of one whiteboard, oldest first. Readers never lock.
 *
 * @param <T> the whiteboard's type
 */
public final class Contributions<T> {
    private final RevisionFilter filter;
    private volatile List<Contribution<T>> all = List.of();

    public Contributions(RevisionFilter filter) {
        this.filter = filter;
    }

    public synchronized void add(Contribution<T> contribution) {
        List<Contribution<T>> next = new ArrayList<>(all);
        next.add(contribution);
        next.sort((a, b) -> Long.compare(a.serviceId(), b.serviceId()));
        all = List.copyOf(next);
    }

    public synchronized void remove(long serviceId) {
        all = all.stream().filter(c -> c.serviceId() != serviceId).toList();
    }

    /** All that are registered, withheld ones too. */
    public List<Contribution<T>> all() {
        return all;
    }

    /** Those of active revisions. */
    public List<Contribution<T>> active() {
        return all.stream().filter(c -> filter.isActive(c.bundleId())).toList();
    }
}
