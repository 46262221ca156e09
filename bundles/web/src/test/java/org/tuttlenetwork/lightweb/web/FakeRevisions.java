// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web;

import org.tuttlenetwork.lightweb.api.feature.RevisionFilter;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Withholds what it is told. */
public final class FakeRevisions implements RevisionFilter {
    private final Set<Long> withheld = ConcurrentHashMap.newKeySet();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    @Override
    public boolean isActive(long bundleId) {
        return !withheld.contains(bundleId);
    }

    @Override
    public void swap(Collection<Long> release, Collection<Long> withhold) {
        withheld.addAll(withhold);
        withheld.removeAll(release);
        listeners.forEach(Runnable::run);
    }

    @Override
    public Subscription onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
