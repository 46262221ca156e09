// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.writer;

import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.mesh.plan.Arrivals;
import org.tuttlenetwork.lightweb.mesh.plan.Declared;
import org.tuttlenetwork.lightweb.mesh.plan.Desired;
import org.tuttlenetwork.lightweb.mesh.plan.FragmentKey;
import org.tuttlenetwork.lightweb.mesh.store.ApprovalStore;
import org.tuttlenetwork.lightweb.mesh.store.FragmentStore;
import org.tuttlenetwork.lightweb.mesh.store.KnownFragments;
import org.tuttlenetwork.lightweb.mesh.store.StoredFragment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is declared, and what of it may take something away that was declared. One thread. */
final class Declarations {
    private final Database database;
    private final ApprovalStore approvals = new ApprovalStore();
    private final KnownFragments known = new KnownFragments(new FragmentStore());
    private List<StoredFragment> all = List.of();
    private Map<FragmentKey, StoredFragment> byKey = Map.of();
    private long approval;

    Declarations(Database database) {
        this.database = database;
    }

    /** Reads all there is. */
    List<StoredFragment> read() {
        return database.read(this::read);
    }

    private List<StoredFragment> read(Transaction transaction) {
        all = known.read(transaction);
        approval = approvals.newest(transaction);
        Map<FragmentKey, StoredFragment> now = HashMap.newHashMap(all.size());
        all.forEach(stored -> now.put(stored.key(), stored));
        byKey = now;
        return all;
    }

    /** Reads again, and tells what is not as it was. */
    News news() {
        Map<FragmentKey, StoredFragment> before = byKey;
        long approved = approval;
        List<StoredFragment> narrowed = new ArrayList<>();
        for (StoredFragment stored : read()) {
            StoredFragment was = before.get(stored.key());
            if (was != null && was.version() != stored.version() && isNarrowed(was, stored)) {
                narrowed.add(stored);
            }
        }
        return new News(narrowed, approval != approved);
    }

    private static boolean isNarrowed(StoredFragment before, StoredFragment after) {
        return after.withdrawn()
                || before.withdrawn()
                || !Arrivals.only(before.fragment(), after.fragment());
    }

    /** As it was last read. */
    List<StoredFragment> all() {
        return all;
    }

    static Desired wanted(List<StoredFragment> fragments) {
        return new Desired(
                fragments.stream()
                        .filter(stored -> !stored.withdrawn())
                        .map(stored -> new Declared(stored.feature(), stored.fragment()))
                        .toList(),
                fragments.stream()
                        .filter(StoredFragment::withdrawn)
                        .map(StoredFragment::key)
                        .collect(Collectors.toSet()));
    }

    /**
     * What was declared since the last reading.
     *
     * @param narrowed fragments that want less than before, or something else
     * @param isApproved whether an administrator approved something
     */
    record News(List<StoredFragment> narrowed, boolean isApproved) {
        News {
            narrowed = List.copyOf(narrowed);
        }

        /** Whether it is more than people who come. */
        boolean isUrgent() {
            return isApproved || !narrowed.isEmpty();
        }
    }
}
