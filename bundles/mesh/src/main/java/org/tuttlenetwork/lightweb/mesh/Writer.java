// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState.State;
import org.tuttlenetwork.lightweb.mesh.netbird.Netbird;
import org.tuttlenetwork.lightweb.mesh.netbird.NetbirdException;
import org.tuttlenetwork.lightweb.mesh.plan.Actual;
import org.tuttlenetwork.lightweb.mesh.plan.Change;
import org.tuttlenetwork.lightweb.mesh.plan.Declared;
import org.tuttlenetwork.lightweb.mesh.plan.ObjectKey;
import org.tuttlenetwork.lightweb.mesh.plan.Owned;
import org.tuttlenetwork.lightweb.mesh.plan.Planner;
import org.tuttlenetwork.lightweb.mesh.store.MeshStore;
import org.tuttlenetwork.lightweb.mesh.store.MeshStore.Stored;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Brings NetBird to what is declared: reads everything, plans, applies revocations at once and the
 * rest as one burst, and plans again until nothing is left to do. Between a burst and the next it
 * leaves NetBird quiet, since a drip of changes would keep it from telling anybody (netbird.md
 * §5.1: each peer's map is held back 1 s, anew at each change).
 */
final class Writer {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    private static final int MOST_ROUNDS = 6;
    private static final long QUIET_MILLIS = 1200;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Database database;
    private final Netbird netbird;
    private final Clock clock;
    private final MeshStore store = new MeshStore();
    private final Seen seen;
    private final Pause pause;
    private long quietUntil = System.nanoTime();

    /**
     * @param pause waits up to some milliseconds, and ends early when something new is declared
     */
    Writer(Database database, Netbird netbird, Seen seen, Pause pause, Clock clock) {
        this.pause = pause;
        this.database = database;
        this.netbird = netbird;
        this.seen = seen;
        this.clock = clock;
    }

    /**
     * One reconciliation.
     *
     * @throws NetbirdException if NetBird does not answer: everything stays pending
     * @throws InterruptedException if it is stopped
     */
    void reconcile() throws NetbirdException, InterruptedException {
        Map<ObjectKey, String> failures = new HashMap<>();
        int rounds = 0;
        while (rounds < MOST_ROUNDS) {
            Actual actual = netbird.read();
            seen.update(actual);
            // Loaded after reading, so that what was declared meanwhile is planned too.
            List<Stored> fragments = database.read(store::fragments);
            Planner.Plan plan =
                    Planner.plan(wanted(fragments), actual, database.read(store::owned));
            List<Change> doable =
                    plan.changes().stream()
                            .filter(change -> !failures.containsKey(change.key()))
                            .toList();
            if (doable.isEmpty()) {
                settle(fragments, plan, failures);
                return;
            }
            boolean revoking = doable.stream().anyMatch(Change::isRevocation);
            long quiet = TimeUnit.NANOSECONDS.toMillis(quietUntil - System.nanoTime());
            if (!revoking && !onlyBookkeeping(doable) && quiet > 0) {
                // A removal that is asked for meanwhile ends the wait, and is planned first.
                pause.await(quiet);
                continue;
            }
            apply(doable, failures);
            rounds++;
            if (!onlyBookkeeping(doable)) {
                quietUntil = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(QUIET_MILLIS);
            }
        }
        LOG.warn(
                "NetBird is not as declared after {} rounds; tried again at the next"
                        + " reconciliation",
                MOST_ROUNDS);
    }

    private static boolean onlyBookkeeping(List<Change> changes) {
        return changes.stream()
                .allMatch(
                        change ->
                                change instanceof Change.Forget
                                        || change instanceof Change.Adopt
                                        || change instanceof Change.CreateGroup);
    }

    private static List<Declared> wanted(List<Stored> fragments) {
        return fragments.stream()
                .filter(stored -> !stored.withdrawn())
                .map(stored -> new Declared(stored.feature(), stored.fragment()))
                .toList();
    }

    /**
     * Applies the revocations, and only when there are none the rest: what was asked meanwhile is
     * planned in between.
     */
    private void apply(List<Change> changes, Map<ObjectKey, String> failures)
            throws NetbirdException {
        List<Change> now = changes.stream().filter(Change::isRevocation).toList();
        boolean revoking = !now.isEmpty();
        for (Change change : revoking ? now : changes) {
            try {
                apply(change);
                seen.applied(change);
            } catch (NetbirdException e) {
                if (e.isUnreachable()) {
                    throw e;
                }
                failures.put(change.key(), String.valueOf(e.getMessage()));
                LOG.error("NetBird refuses a change for {}: {}", change.key(), e.getMessage());
            }
        }
    }

    private void apply(Change change) throws NetbirdException {
        switch (change) {
            case Change.RemovePeers(var key, var group, var peers) ->
                    requireKept(key, netbird.changePeers(group, java.util.Set.of(), peers));
            case Change.AddPeers(var key, var group, var peers) ->
                    requireKept(key, netbird.changePeers(group, peers, java.util.Set.of()));
            case Change.RemoveAutoGroups(var key, var user, var groups) ->
                    requireKept(key, netbird.changeAutoGroups(user, java.util.Set.of(), groups));
            case Change.AddAutoGroups(var key, var user, var groups) ->
                    requireKept(key, netbird.changeAutoGroups(user, groups, java.util.Set.of()));
            case Change.ApproveUser(var _, var user) -> netbird.approve(user);
            case Change.CreateGroup(var key, var name) ->
                    create(key, mark -> netbird.createGroup(name + " " + mark));
            case Change.CreatePolicy(var key, var name, var rule) ->
                    create(key, mark -> netbird.createPolicy(name + " " + mark, rule));
            case Change.UpdatePolicy(var _, var id, var rule) -> netbird.updatePolicy(id, rule);
            case Change.CreateZone(var key, var zone, var group) ->
                    create(key, mark -> netbird.createZone(zone, group));
            case Change.DeletePolicy(var key, var id) -> {
                netbird.deletePolicy(id);
                forget(key);
            }
            case Change.DeleteZone(var key, var id) -> {
                netbird.deleteZone(id);
                forget(key);
            }
            case Change.DeleteGroup(var key, var id) -> {
                netbird.deleteGroup(id);
                forget(key);
            }
            case Change.Adopt(var key, var id) -> own(key, id);
            case Change.Forget(var key) -> forget(key);
        }
    }

    private static void requireKept(ObjectKey key, boolean kept) throws NetbirdException {
        if (!kept) {
            throw new NetbirdException(
                    "NetBird answers with something else than it was asked for, at " + key.key(),
                    false);
        }
    }

    /**
     * The nonce is stored before the call, so that a crash between the call and the id leaves
     * something to recognise.
     */
    private void create(ObjectKey key, Creation creation) throws NetbirdException {
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        String nonce = database.write(tx -> store.begin(tx, key, HexFormat.of().formatHex(random)));
        own(key, creation.create(Owned.mark(nonce)));
    }

    private void own(ObjectKey key, String id) {
        database.write(
                tx -> {
                    store.own(tx, key, id);
                    return id;
                });
    }

    private void forget(ObjectKey key) {
        database.write(
                tx -> {
                    store.forget(tx, key);
                    return key;
                });
    }

    private void settle(
            List<Stored> fragments, Planner.Plan plan, Map<ObjectKey, String> failures) {
        database.write(
                tx -> {
                    for (Stored stored : fragments) {
                        List<String> failed = of(stored, failures);
                        List<String> waits = of(stored, plan.waiting());
                        State state =
                                !failed.isEmpty()
                                        ? State.FAILED
                                        : waits.isEmpty() ? State.APPLIED : State.PENDING;
                        String detail = String.join("; ", failed.isEmpty() ? waits : failed);
                        if (store.settle(tx, stored, state, detail, clock.instant())) {
                            tx.publish(
                                    "mesh.fragment",
                                    stored.feature() + "/" + stored.fragment().name(),
                                    "{\"state\":\"" + state + "\"}");
                        }
                    }
                    return fragments.size();
                });
    }

    private static List<String> of(Stored stored, Map<ObjectKey, String> words) {
        List<String> own = new ArrayList<>();
        words.forEach(
                (key, word) -> {
                    if (key.feature().equals(stored.feature())
                            && key.fragment().equals(stored.fragment().name())) {
                        own.add(word);
                    }
                });
        own.sort(String::compareTo);
        return own;
    }

    /** A wait that something new ends. */
    @FunctionalInterface
    interface Pause {
        void await(long millis) throws InterruptedException;
    }

    @FunctionalInterface
    private interface Creation {
        String create(String mark) throws NetbirdException;
    }
}
