// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.writer;

import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState.State;
import org.tuttlenetwork.lightweb.api.mesh.Mesh;
import org.tuttlenetwork.lightweb.mesh.netbird.NetbirdException;
import org.tuttlenetwork.lightweb.mesh.plan.FragmentKey;
import org.tuttlenetwork.lightweb.mesh.plan.Held;
import org.tuttlenetwork.lightweb.mesh.plan.ObjectKey;
import org.tuttlenetwork.lightweb.mesh.plan.Plan;
import org.tuttlenetwork.lightweb.mesh.plan.Withheld;
import org.tuttlenetwork.lightweb.mesh.store.Finding.Kind;
import org.tuttlenetwork.lightweb.mesh.store.FragmentStore;
import org.tuttlenetwork.lightweb.mesh.store.HeldStore;
import org.tuttlenetwork.lightweb.mesh.store.StoredFragment;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes down what became of fragments. */
final class Ledger {
    private static final int LOOK_AFTER = 20;

    private final Database database;
    private final Clock clock;
    private final Findings findings;
    private final FragmentStore store = new FragmentStore();
    private final HeldStore heldStore = new HeldStore();
    private Map<FragmentKey, String> held = Map.of();

    Ledger(Database database, Findings findings, Clock clock) {
        this.database = database;
        this.findings = findings;
        this.clock = clock;
    }

    /**
     * What is told of one plan.
     *
     * @param troubles what NetBird does not do
     * @param withheld what waits for that
     * @param heldBack what the brake holds
     */
    record Told(Plan plan, Troubles troubles, Withheld withheld, List<Held> heldBack) {}

    /**
     * Stores what became of each fragment; only what is not as it was.
     *
     * @param busy fragments of which something is still to be done: they are left as they are
     * @param interruption looked for now and then, for after a burst there may be thousands
     * @return false where it came: the plan is an old one, and the rest is settled by the next
     * @throws NetbirdException if it came, and NetBird does not answer
     */
    boolean settle(
            List<StoredFragment> fragments,
            Told told,
            Set<FragmentKey> busy,
            Interruption interruption)
            throws NetbirdException {
        Map<FragmentKey, String> braked = braked(told.heldBack());
        Function<StoredFragment, Optional<Settled>> end = ends(told, braked, busy);
        int written = 0;
        for (StoredFragment stored : fragments) {
            Optional<Settled> settled = end.apply(stored).filter(one -> !one.isStored(stored));
            if (settled.isPresent()) {
                settle(stored, settled.get());
                written++;
                if (written % LOOK_AFTER == 0 && interruption.comes()) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Another host may have written meanwhile. */
    void forget() {
        held = Map.of();
    }

    /** Shows what the brake holds, with a finding for each fragment of which that is new. */
    void hold(List<Held> heldBack) {
        Map<FragmentKey, String> braked = braked(heldBack);
        Map<FragmentKey, String> fresh = new HashMap<>(braked);
        fresh.entrySet().removeAll(held.entrySet());
        database.write(tx -> heldStore.replace(tx, heldBack, clock.instant()));
        findings.about(fresh, Kind.HELD);
        held = braked;
    }

    /** What became of a fragment; empty while more is to be done of it. */
    private static Function<StoredFragment, Optional<Settled>> ends(
            Told told, Map<FragmentKey, String> braked, Set<FragmentKey> busy) {
        Map<FragmentKey, String> failed = byFragment(told.troubles().failed());
        Map<FragmentKey, String> doubted = byFragment(told.troubles().held());
        Map<FragmentKey, String> later = byFragment(told.troubles().later());
        Map<FragmentKey, String> waiting = byFragment(told.plan().waiting());
        Map<FragmentKey, String> withheld = byFragment(told.withheld().waiting());
        return stored -> {
            FragmentKey key = stored.key();
            String held = doubted.getOrDefault(key, braked.getOrDefault(key, ""));
            String needs = withheld.getOrDefault(key, "");
            if (failed.containsKey(key)) {
                return Optional.of(new Settled(State.FAILED, both(failed.get(key), needs)));
            }
            if (!held.isEmpty()) {
                return Optional.of(new Settled(State.HELD, held));
            }
            if (busy.contains(key)) {
                return Optional.empty();
            }
            String waits = both(later.getOrDefault(key, waiting.getOrDefault(key, "")), needs);
            return Optional.of(new Settled(waits.isEmpty() ? State.APPLIED : State.PENDING, waits));
        };
    }

    private static String both(String words, String others) {
        return words.isEmpty() || others.isEmpty() ? words + others : words + "; " + others;
    }

    /** One sentence a fragment: findings that take turns would never be the same as the last. */
    private static Map<FragmentKey, String> braked(List<Held> heldBack) {
        return heldBack.stream()
                .collect(
                        Collectors.groupingBy(
                                held -> held.effect().key().within(),
                                Collectors.collectingAndThen(
                                        Collectors.toList(), Ledger::sentence)));
    }

    private static String sentence(List<Held> held) {
        String objects =
                held.stream()
                        .map(one -> one.effect().key().words())
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", "));
        return objects
                + ": "
                + held.stream()
                        .map(Held::words)
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining("; "));
    }

    private void settle(StoredFragment stored, Settled settled) {
        State state = settled.state();
        String detail = settled.detail();
        // A transaction for each: the locks of many keys at once could meet a feature's own.
        database.write(
                tx -> {
                    if (store.settle(tx, stored, state, detail, clock.instant())) {
                        tx.publish(
                                Mesh.TOPIC,
                                stored.key().toString(),
                                "{\"state\":\"" + state + "\"}");
                    }
                    return state;
                });
        if (state == State.FAILED || state == State.HELD) {
            findings.about(stored.key(), state == State.HELD ? Kind.HELD : Kind.REFUSED, detail);
        }
    }

    /** The words about objects as one text for each fragment. */
    private static Map<FragmentKey, String> byFragment(Map<ObjectKey, String> troubles) {
        Map<FragmentKey, SortedSet<String>> words = new HashMap<>();
        troubles.forEach(
                (key, about) ->
                        words.computeIfAbsent(key.within(), _ -> new TreeSet<>()).add(about));
        Map<FragmentKey, String> joined = HashMap.newHashMap(words.size());
        words.forEach((key, about) -> joined.put(key, String.join("; ", about)));
        return joined;
    }

    /** Something more urgent, after which all is planned anew. */
    @FunctionalInterface
    interface Interruption {
        /** Looks for it. */
        boolean comes() throws NetbirdException;
    }

    private record Settled(State state, String detail) {
        boolean isStored(StoredFragment stored) {
            // One that was taken back and is gone is deleted.
            return !(stored.withdrawn() && state == State.APPLIED)
                    && stored.state().state() == state
                    && stored.state().detail().equals(detail);
        }
    }
}
