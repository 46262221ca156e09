// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.mesh.plan.Arrivals;
import org.tuttlenetwork.lightweb.mesh.plan.Declared;
import org.tuttlenetwork.lightweb.mesh.plan.Desired;
import org.tuttlenetwork.lightweb.mesh.plan.FragmentKey;
import org.tuttlenetwork.lightweb.mesh.store.KnownFragments;
import org.tuttlenetwork.lightweb.mesh.store.MeshStore;
import org.tuttlenetwork.lightweb.mesh.store.MeshStore.Stored;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is declared, and what of it may take something away that was declared. One thread. */
final class Declarations {
    private final Database database;
    private final MeshStore store = new MeshStore();
    private final KnownFragments known = new KnownFragments(store);
    private List<Stored> all = List.of();
    private Map<FragmentKey, Stored> byKey = Map.of();
    private long approval;

    Declarations(Database database) {
        this.database = database;
    }

    /** Reads all there is. */
    List<Stored> read() {
        return database.read(this::read);
    }

    private List<Stored> read(Transaction transaction) {
        all = known.read(transaction);
        approval = store.newestApproval(transaction);
        Map<FragmentKey, Stored> now = HashMap.newHashMap(all.size());
        all.forEach(stored -> now.put(stored.key(), stored));
        byKey = now;
        return all;
    }

    /** Reads again, and tells what is not as it was. */
    News news() {
        Map<FragmentKey, Stored> before = byKey;
        long approved = approval;
        List<Stored> narrowed = new ArrayList<>();
        for (Stored stored : read()) {
            Stored was = before.get(stored.key());
            if (was != null && was.version() != stored.version() && isNarrowed(was, stored)) {
                narrowed.add(stored);
            }
        }
        return new News(narrowed, approval != approved);
    }

    private static boolean isNarrowed(Stored before, Stored after) {
        return after.withdrawn()
                || before.withdrawn()
                || !Arrivals.only(before.fragment(), after.fragment());
    }

    /** As it was last read. */
    List<Stored> all() {
        return all;
    }

    static Desired wanted(List<Stored> fragments) {
        return new Desired(
                fragments.stream()
                        .filter(stored -> !stored.withdrawn())
                        .map(stored -> new Declared(stored.feature(), stored.fragment()))
                        .toList(),
                fragments.stream()
                        .filter(Stored::withdrawn)
                        .map(Stored::key)
                        .collect(Collectors.toSet()));
    }

    /**
     * What was declared since the last reading.
     *
     * @param narrowed fragments that want less than before, or something else
     * @param isApproved whether an administrator approved something
     */
    record News(List<Stored> narrowed, boolean isApproved) {
        News {
            narrowed = List.copyOf(narrowed);
        }

        /** Whether it is more than people who come. */
        boolean isUrgent() {
            return isApproved || !narrowed.isEmpty();
        }
    }
}
