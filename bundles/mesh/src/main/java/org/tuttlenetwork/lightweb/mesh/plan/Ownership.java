// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.plan;

import org.tuttlenetwork.lightweb.mesh.plan.ObjectKey.Kind;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which of NetBird's objects are ours: those remembered by id, and no other. */
final class Ownership {
    private final Actual actual;
    private final Map<ObjectKey, String> ids = new HashMap<>();
    private final Set<ObjectKey> missing = new HashSet<>();
    private final Set<ObjectKey> begun = new HashSet<>();
    private final List<Change> changes = new ArrayList<>();

    Ownership(Actual actual, List<Owned> owned) {
        this.actual = actual;
        owned.forEach(this::recognise);
    }

    private void recognise(Owned object) {
        ObjectKey key = object.key();
        Optional<String> known = object.netbirdId();
        if (known.isPresent()) {
            if (exists(key.kind(), known.get())) {
                ids.put(key, known.get());
            } else {
                missing.add(key);
                changes.add(new Change.Forget(key, known.get()));
            }
            return;
        }
        Optional<String> found = carrying(key.kind(), Owned.mark(object.nonce()));
        if (found.isPresent()) {
            ids.put(key, found.get());
            changes.add(new Change.Adopt(key, found.get()));
        } else {
            begun.add(key);
        }
    }

    private boolean exists(Kind kind, String id) {
        return switch (kind) {
            case GROUP, DEVICE -> actual.groups().containsKey(id);
            case POLICY -> actual.policies().containsKey(id);
            case ZONE -> actual.zones().containsKey(id);
        };
    }

    private Optional<String> carrying(Kind kind, String mark) {
        Stream<String> ids =
                switch (kind) {
                    case GROUP, DEVICE ->
                            actual.groups().values().stream()
                                    .filter(group -> group.name().endsWith(mark))
                                    .map(Actual.Group::id);
                    case POLICY ->
                            actual.policies().values().stream()
                                    .filter(policy -> policy.name().endsWith(mark))
                                    .map(Actual.Policy::id);
                    case ZONE ->
                            actual.zones().values().stream()
                                    .filter(zone -> zone.name().endsWith(mark))
                                    .map(Actual.Zone::id);
                };
        return ids.sorted().findFirst();
    }

    /** NetBird's id; empty where it is yet to be made. */
    Optional<String> id(ObjectKey key) {
        return Optional.ofNullable(ids.get(key));
    }

    /** Whether it was ours and is listed no more: first to be forgotten, then made anew. */
    boolean isMissing(ObjectKey key) {
        return missing.contains(key);
    }

    Map<ObjectKey, String> ids() {
        return Map.copyOf(ids);
    }

    /** Creations that were begun and of which nothing is seen. */
    Set<ObjectKey> begun() {
        return Set.copyOf(begun);
    }

    List<Change> changes() {
        return List.copyOf(changes);
    }
}
