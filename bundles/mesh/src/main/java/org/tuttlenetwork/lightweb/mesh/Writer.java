// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.mesh.netbird.Netbird;
import org.tuttlenetwork.lightweb.mesh.netbird.NetbirdException;
import org.tuttlenetwork.lightweb.mesh.plan.Actual;
import org.tuttlenetwork.lightweb.mesh.plan.Change;
import org.tuttlenetwork.lightweb.mesh.plan.Change.Stage;
import org.tuttlenetwork.lightweb.mesh.plan.Declared;
import org.tuttlenetwork.lightweb.mesh.plan.Desired;
import org.tuttlenetwork.lightweb.mesh.plan.FragmentKey;
import org.tuttlenetwork.lightweb.mesh.plan.ObjectKey;
import org.tuttlenetwork.lightweb.mesh.plan.Owned;
import org.tuttlenetwork.lightweb.mesh.plan.Plan;
import org.tuttlenetwork.lightweb.mesh.plan.Planner;
import org.tuttlenetwork.lightweb.mesh.store.MeshStore;
import org.tuttlenetwork.lightweb.mesh.store.MeshStore.Stored;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Brings NetBird to what is declared: reads everything, plans, applies revocations at once and the
 * rest as one burst, and plans again until nothing is left to do. One thread.
 */
final class Writer {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    private static final int MOST_ROUNDS = 12;

    private final Database database;
    private final Netbird netbird;
    private final Applier applier;
    private final Seen seen;
    private final Pause pause;
    private final boolean removeDefaultPolicy;
    private final Ledger ledger;
    private final Brake brake;
    private final RestoredState restored;
    private final MeshStore store = new MeshStore();
    private final Tempo tempo;

    /**
     * @param pause waits up to some milliseconds, and ends early when something new is declared
     */
    Writer(
            Database database,
            Netbird netbird,
            Seen seen,
            Pause pause,
            Settings settings,
            RestoredState restored,
            Clock clock) {
        this.database = database;
        this.netbird = netbird;
        this.applier = new Applier(database, netbird);
        this.seen = seen;
        this.pause = pause;
        this.removeDefaultPolicy = settings.removeDefaultPolicy();
        this.tempo = new Tempo(settings.quiet());
        this.ledger = new Ledger(database, clock);
        this.brake = new Brake(clock);
        this.restored = restored;
    }

    /**
     * One reconciliation.
     *
     * @param fence throws where this is not the only writer any more; asked before each write
     * @return how it ended
     * @throws NetbirdException if NetBird does not answer: everything stays pending
     * @throws InterruptedException if it is stopped
     */
    Outcome reconcile(Runnable fence) throws NetbirdException, InterruptedException {
        Troubles troubles = new Troubles(new HashMap<>(), new HashMap<>());
        for (int round = 0; round < MOST_ROUNDS; ) {
            Actual actual = netbird.read();
            seen.update(actual);
            // Loaded after reading, so that what was declared meanwhile is planned too.
            List<Stored> fragments = database.read(store::fragments);
            List<Owned> owned = database.read(store::owned);
            Plan plan =
                    restored.hold(Planner.plan(wanted(fragments), actual, owned), actual, owned);
            Optional<String> tooShort = brake.judge(actual);
            tooShort.ifPresent(ledger::shortListing);
            List<Change> doable = doable(plan, troubles, tooShort);
            ledger.settle(fragments, plan, troubles, keys(doable));
            if (doable.isEmpty()) {
                removeDefaultPolicy(actual, fence);
                return troubles.isEmpty() ? Outcome.SETTLED : Outcome.TROUBLED;
            }
            List<Change> burst = burst(doable);
            if (burst.isEmpty()) {
                // A removal that is asked for meanwhile ends the wait, and is planned first.
                pause.await(untilNext(doable));
                continue;
            }
            apply(burst, fragments, troubles, fence);
            round++;
        }
        LOG.warn("NetBird is not as declared after {} rounds; going on", MOST_ROUNDS);
        return Outcome.UNFINISHED;
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

    private static List<Change> doable(Plan plan, Troubles troubles, Optional<String> tooShort) {
        if (tooShort.isPresent()) {
            plan.changes().stream()
                    .filter(Change.Forget.class::isInstance)
                    .forEach(change -> troubles.held().put(change.key(), tooShort.get()));
        }
        return plan.changes().stream().filter(change -> !troubles.concern(change.key())).toList();
    }

    private static Set<FragmentKey> keys(List<Change> changes) {
        return changes.stream().map(change -> change.key().within()).collect(Collectors.toSet());
    }

    /** What may go out now: removals alone, then the rest, then names. */
    private List<Change> burst(List<Change> doable) {
        Predicate<Change> kept = change -> change.stage() == Stage.REMEMBER;
        List<Change> remember = doable.stream().filter(kept).toList();
        if (!remember.isEmpty()) {
            return remember;
        }
        if (doable.stream().anyMatch(Change::isRevocation)) {
            return tempo.untilRemoval() > 0
                    ? List.of()
                    : doable.stream().filter(Change::isRevocation).toList();
        }
        List<Change> rest = doable.stream().filter(change -> !isName(change)).toList();
        if (!rest.isEmpty()) {
            // Empty groups that nothing uses yet are told to nobody.
            return tempo.untilGrant() > 0 && !onlyNewGroups(rest) ? List.of() : rest;
        }
        return tempo.untilNames() > 0 ? List.of() : doable;
    }

    private long untilNext(List<Change> doable) {
        if (doable.stream().anyMatch(Change::isRevocation)) {
            return tempo.untilRemoval();
        }
        return doable.stream().allMatch(Writer::isName) ? tempo.untilNames() : tempo.untilGrant();
    }

    private static boolean isName(Change change) {
        return change.stage() == Stage.NAMES;
    }

    private static boolean onlyNewGroups(List<Change> changes) {
        return changes.stream().allMatch(Change.CreateGroup.class::isInstance);
    }

    private void apply(
            List<Change> burst, List<Stored> fragments, Troubles troubles, Runnable fence)
            throws NetbirdException {
        try {
            for (Change change : burst) {
                if (!troubles.concern(change.key())) {
                    fence.run();
                    apply(change, troubles);
                    if (!troubles.concern(change.key())) {
                        ledger.repaired(change, fragments);
                    }
                }
            }
        } finally {
            Change last = burst.getLast();
            if (last.isRevocation()) {
                tempo.removed();
            } else if (isName(last)) {
                tempo.named();
            } else if (last.stage() != Stage.REMEMBER && !onlyNewGroups(burst)) {
                tempo.granted();
            }
        }
    }

    private void apply(Change change, Troubles troubles) throws NetbirdException {
        try {
            applier.apply(change).ifPresent(why -> troubles.held().put(change.key(), why));
        } catch (NetbirdException e) {
            if (e.isUnreachable()) {
                throw e;
            }
            troubles.failed().put(change.key(), String.valueOf(e.getMessage()));
            LOG.error("NetBird and a change for {}: {}", change.key(), e.getMessage());
        }
    }

    /** Only as configured, and only once what everybody needs stands without it. */
    private void removeDefaultPolicy(Actual actual, Runnable fence) throws NetbirdException {
        if (!removeDefaultPolicy
                || restored.isHeld()
                || !Ledger.isInfrastructureApplied(database.read(store::fragments))) {
            return;
        }
        for (Actual.Policy policy : actual.openToAll()) {
            if (policy.name().equals("Default")) {
                fence.run();
                netbird.deletePolicy(policy.id());
                ledger.defaultPolicyRemoved();
                seen.update(netbird.read());
            }
        }
    }

    /** How a reconciliation ended. */
    enum Outcome {
        /** Nothing is left to do but what waits for others. */
        SETTLED,
        /** NetBird refuses something, or something is held. */
        TROUBLED,
        /** More is to be done at once. */
        UNFINISHED
    }

    /**
     * What cannot be done in this reconciliation, and why.
     *
     * @param failed what NetBird refuses
     * @param held what is not believed
     */
    record Troubles(Map<ObjectKey, String> failed, Map<ObjectKey, String> held) {
        boolean concern(ObjectKey key) {
            return failed.containsKey(key) || held.containsKey(key);
        }

        boolean isEmpty() {
            return failed.isEmpty() && held.isEmpty();
        }
    }

    /** A wait that something new ends. */
    @FunctionalInterface
    interface Pause {
        void await(long millis) throws InterruptedException;
    }
}
