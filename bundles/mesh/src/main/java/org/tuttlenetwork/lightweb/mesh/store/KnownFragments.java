// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.store;

import static org.tuttlenetwork.lightweb.mesh.store.Sql.query;

import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.mesh.plan.FragmentKey;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every fragment as it is now, of which only those are read anew that were declared since: a
 * thousand islands' bodies take a tenth of a second, for which no removal is to wait. One thread.
 */
public final class KnownFragments {
    /** More at once are read as all of them. */
    private static final int FEW = 50;

    private final FragmentStore store;
    private Map<FragmentKey, StoredFragment> known = Map.of();

    public KnownFragments(FragmentStore store) {
        this.store = store;
    }

    /** Also withdrawn ones that are not gone from NetBird yet; by feature and name. */
    public List<StoredFragment> read(Transaction transaction) {
        List<Head> heads = heads(transaction);
        List<FragmentKey> changed =
                heads.stream().filter(head -> !isKnown(head)).map(Head::key).toList();
        if (changed.size() > FEW) {
            return keep(store.all(transaction));
        }
        Map<FragmentKey, StoredFragment> fresh = new HashMap<>();
        for (FragmentKey key : changed) {
            store.find(transaction, key.feature(), key.name())
                    .ifPresent(stored -> fresh.put(key, stored));
        }
        Set<FragmentKey> gone = new HashSet<>(changed);
        gone.removeAll(fresh.keySet());
        List<StoredFragment> all = new ArrayList<>();
        for (Head head : heads) {
            if (!gone.contains(head.key())) {
                all.add(fresh.getOrDefault(head.key(), known.get(head.key())));
            }
        }
        return keep(all);
    }

    private boolean isKnown(Head head) {
        StoredFragment before = known.get(head.key());
        return before != null
                && before.version() == head.version()
                && before.state().state().name().equals(head.state())
                && before.state().detail().equals(head.detail());
    }

    private List<StoredFragment> keep(List<StoredFragment> all) {
        Map<FragmentKey, StoredFragment> now = HashMap.newHashMap(all.size());
        all.forEach(stored -> now.put(stored.key(), stored));
        known = now;
        return List.copyOf(all);
    }

    private static List<Head> heads(Transaction transaction) {
        return query(
                transaction,
                "select feature, name, version, state, detail from fragment order by feature, name",
                rows ->
                        new Head(
                                new FragmentKey(rows.getString(1), rows.getString(2)),
                                rows.getLong(3),
                                rows.getString(4),
                                rows.getString(5)));
    }

    /** All of a fragment but what it wants: that is the same as long as its version is. */
    private record Head(FragmentKey key, long version, String state, String detail) {}
}
