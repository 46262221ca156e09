// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.revision;

import org.jspecify.annotations.Nullable;
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
        tell();
    }

    /** All are told before a failure of one is: none may go on with what is withheld now. */
    private void tell() {
        @Nullable RuntimeException first = null;
        for (Runnable listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) { // thrown on when all have been told
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    @Override
    public Subscription onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
