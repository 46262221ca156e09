// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.revision;

import org.osgi.service.component.annotations.Component;
import org.tuttlenetwork.lightweb.api.feature.RevisionFilter;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the set of bundles whose contributions are withheld; all others are active. */
@Component(service = RevisionFilter.class)
public final class WithheldBundles implements RevisionFilter {
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Set<Long> withheld = Set.of();

    @Override
    public boolean isActive(long bundleId) {
        return !withheld.contains(bundleId);
    }

    @Override
    public void swap(Collection<Long> release, Collection<Long> withhold) {
        synchronized (this) {
            Set<Long> next = new HashSet<>(withheld);
            next.addAll(withhold);
            release.forEach(next::remove);
            withheld = Set.copyOf(next);
        }
        listeners.forEach(Runnable::run);
    }

    @Override
    public Subscription onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
