// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import org.jspecify.annotations.Nullable;
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
import org.tuttlenetwork.lightweb.mesh.plan.Held;
import org.tuttlenetwork.lightweb.mesh.plan.HeldChanges;
import org.tuttlenetwork.lightweb.mesh.plan.Owned;
import org.tuttlenetwork.lightweb.mesh.plan.Plan;
import org.tuttlenetwork.lightweb.mesh.plan.Planner;
import org.tuttlenetwork.lightweb.mesh.plan.Withheld;
import org.tuttlenetwork.lightweb.mesh.store.MeshStore;
import org.tuttlenetwork.lightweb.mesh.store.MeshStore.Stored;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Brings NetBird to what is declared: takes out by what it knows already whom it can, reads
 * everything, plans, applies revocations at once and the rest as one burst, and plans again until
 * nothing is left to do. One thread.
 */
final class Writer {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    private static final int MOST_ROUNDS = 12;

    /** More objects that fail one after the other, and it is NetBird that fails. */
    private static final int MOST_FAILING = 5;

    private final Database database;
    private final Netbird netbird;
    private final Applier applier;
    private final Seen seen;
    private final Progress progress;
    private final Pause pause;
    private final boolean removeDefaultPolicy;
    private final Failing failing;
    private final Ledger ledger;
    private final Brake brake;
    private final Approvals approvals;
    private final RestoredState restored;
    private final MeshStore store = new MeshStore();
    private final Tempo tempo;
    private @Nullable Actual shown;

    /**
     * @param netbird calls that end with {@link NotTheWriterException} where another host writes
     * @param pause waits up to some milliseconds, and ends early when something new is declared
     * @param tempo when the next write may go out
     */
    Writer(
            Database database,
            Netbird netbird,
            Observed observed,
            Pause pause,
            Tempo tempo,
            boolean removeDefaultPolicy,
            RestoredState restored,
            Clock clock) {
        this.database = database;
        this.netbird = netbird;
        this.applier = new Applier(database, netbird);
        this.seen = observed.seen();
        this.progress = observed.progress();
        this.pause = pause;
        this.removeDefaultPolicy = removeDefaultPolicy;
        this.tempo = tempo;
        this.failing = new Failing(clock);
        this.ledger = new Ledger(database, clock);
        this.brake = new Brake(clock);
        this.approvals = new Approvals(database, clock);
        this.restored = restored;
    }

    /**
     * One reconciliation.
     *
     * @return how it ended
     * @throws NetbirdException if NetBird does not answer: everything stays pending
     * @throws InterruptedException if it is stopped
     * @throws NotTheWriterException if this is not the only writer any more
     */
    Outcome reconcile() throws NetbirdException, InterruptedException {
        Troubles troubles = new Troubles();
        for (int round = 0; round < MOST_ROUNDS; ) {
            if (pause.isNews()) {
                takeOutAtOnce(troubles);
            }
            Actual actual = netbird.read();
            shown = actual;
            seen.update(actual);
            // Loaded after reading, so that what was declared meanwhile is planned too.
            pause.reads();
            long version = database.read(store::newestVersion);
            List<Stored> fragments = database.read(store::fragments);
            List<Owned> owned = database.read(store::owned);
            HeldChanges.Parted parted =
                    restored.hold(Planner.plan(wanted(fragments), actual, owned), actual, owned);
            Plan plan = parted.plan();
            Brake.Verdict verdict = brake.judge(plan, actual);
            verdict.tooShort().ifPresent(ledger::shortListing);
            Set<String> passing = approvals.passing(verdict.held());
            List<Held> heldBack = heldBack(verdict, passing, Brake.restored(parted.held(), actual));
            leaveFailing(plan, troubles);
            Withheld parts =
                    Withheld.from(
                            doable(plan, heldBack, troubles),
                            all(plan).filter(troubles::concern).toList(),
                            actual,
                            owned);
            List<Change> doable = parts.allowed();
            ledger.settle(
                    fragments, new Ledger.Told(plan, troubles, parts, heldBack), keys(doable));
            progress.planned(doable.size(), heldBack.size());
            if (doable.isEmpty()) {
                boolean removed = removeDefaultPolicy(actual);
                return removed && troubles.isEmpty() && verdict.tooShort().isEmpty()
                        ? Outcome.SETTLED
                        : Outcome.TROUBLED;
            }
            List<Change> burst = burst(doable);
            if (burst.isEmpty()) {
                // A removal that is asked for meanwhile ends the wait, and is planned first.
                pause.await(untilNext(doable));
                continue;
            }
            apply(new Burst(burst, fragments, approved(verdict, passing), version), troubles);
            round++;
        }
        LOG.warn("NetBird is not as declared after {} rounds; going on", MOST_ROUNDS);
        return Outcome.UNFINISHED;
    }

    /**
     * Takes people out of groups by what NetBird showed last: its listings take the longer the more
     * islands there are, and each write reads its own object anew. All else, and this once more,
     * follows from what is read afterwards.
     */
    private void takeOutAtOnce(Troubles troubles) throws NetbirdException {
        Actual known = shown;
        if (known == null || restored.isHeld() || tempo.untilRemoval() > 0) {
            return;
        }
        long version = database.read(store::newestVersion);
        List<Stored> fragments = database.read(store::fragments);
        Plan plan = Planner.plan(wanted(fragments), known, database.read(store::owned));
        List<Change> removals =
                plan.changes().stream()
                        .flatMap(change -> takesOut(change, known).stream())
                        .filter(change -> !troubles.concern(change))
                        .filter(change -> failing.waiting(change).isEmpty())
                        .toList();
        if (!removals.isEmpty()) {
            apply(new Burst(removals, fragments, Map.of(), version), troubles);
        }
    }

    /** Of people only: a machine's place follows from its name, which may be another by now. */
    private static Optional<Change> takesOut(Change change, Actual known) {
        return switch (change) {
            case Change.RemoveAutoGroups _ -> Optional.of(change);
            case Change.RemovePeers(var key, var group, var peers) -> {
                Set<String> ofPeople =
                        peers.stream()
                                .filter(id -> isOfSomebody(known.peers().get(id)))
                                .collect(Collectors.toSet());
                yield ofPeople.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Change.RemovePeers(key, group, ofPeople));
            }
            default -> Optional.empty();
        };
    }

    private static boolean isOfSomebody(Actual.@Nullable Peer peer) {
        return peer != null && !peer.userId().isEmpty();
    }

    /** When something that NetBird failed for is tried again; empty where nothing is. */
    Optional<Instant> triesAgain() {
        return failing.next();
    }

    /** What failed a moment ago is not tried yet. */
    private void leaveFailing(Plan plan, Troubles troubles) {
        List<Change> planned = all(plan).toList();
        failing.keep(planned);
        for (Change change : planned) {
            failing.waiting(change).ifPresent(failure -> troubles.failing(change, failure));
        }
    }

    /** What an approval lets pass is not held; what a restore holds, only its release lets go. */
    private static List<Held> heldBack(
            Brake.Verdict verdict, Set<String> passing, List<Held> restored) {
        return Stream.concat(
                        verdict.held().stream()
                                .filter(held -> !passing.contains(held.effect().id())),
                        restored.stream())
                .toList();
    }

    private static Map<Change, Held> approved(Brake.Verdict verdict, Set<String> passing) {
        return verdict.held().stream()
                .filter(held -> passing.contains(held.effect().id()))
                .collect(Collectors.toMap(Held::change, Function.identity()));
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

    /** What is planned and not held, with what is approved; in order. */
    private static List<Change> doable(Plan plan, List<Held> heldBack, Troubles troubles) {
        Set<Change> held = heldBack.stream().map(Held::change).collect(Collectors.toSet());
        return all(plan)
                .filter(change -> !held.contains(change))
                .filter(change -> !troubles.concern(change))
                .sorted(Comparator.comparing(Change::stage))
                .toList();
    }

    private static Stream<Change> all(Plan plan) {
        return Stream.concat(plan.changes().stream(), plan.orphaned().stream());
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

    private void apply(Burst burst, Troubles troubles) throws NetbirdException {
        boolean cuttable = burst.changes().stream().noneMatch(Change::isRevocation);
        tempo.begins();
        try {
            for (Change change : burst.changes()) {
                if (cuttable && tempo.isTimeToLook() && isOutdated(burst)) {
                    // A removal must not wait for the end of a long burst of grants.
                    return;
                }
                if (!troubles.concern(change)) {
                    apply(change, burst, troubles);
                }
            }
        } finally {
            Change last = burst.changes().getLast();
            if (last.isRevocation()) {
                tempo.removed();
            } else if (isName(last)) {
                tempo.named();
            } else if (last.stage() != Stage.REMEMBER && !onlyNewGroups(burst.changes())) {
                tempo.granted();
            }
        }
    }

    private boolean isOutdated(Burst burst) {
        return pause.isNews() || database.read(store::newestVersion) != burst.version();
    }

    private void apply(Change change, Burst burst, Troubles troubles) throws NetbirdException {
        Held held = burst.approved().get(change);
        try {
            Optional<String> doubt = applier.apply(change);
            failing.done(change);
            troubles.done(change);
            if (doubt.isPresent()) {
                troubles.held(change, doubt.get());
            } else if (held != null) {
                ledger.approved(held);
            } else {
                ledger.repaired(change, burst.fragments());
            }
        } catch (NetbirdException e) {
            if (e.isUnreachable() && !isForOneObject(troubles)) {
                throw e;
            }
            String words = String.valueOf(e.getMessage());
            LOG.error("NetBird and a change for {}: {}", change.key(), words);
            boolean refused = !e.isUnreachable();
            if (refused) {
                troubles.failed(change, words);
            } else {
                Failing.Failure failure = failing.failed(change, words);
                troubles.failing(change, failure);
                refused = failure.isSteady();
            }
            if (held != null && refused) {
                approvals.refused(held.effect().id(), words);
            }
        }
    }

    /** Whether NetBird, which failed just now, is well otherwise. */
    private boolean isForOneObject(Troubles troubles) {
        return troubles.failedInARow() < MOST_FAILING && netbird.isWell();
    }

    /**
     * Only as configured, and only once what everybody needs stands without it.
     *
     * @return false where NetBird fails to
     */
    private boolean removeDefaultPolicy(Actual actual) throws NetbirdException {
        if (!removeDefaultPolicy
                || restored.isHeld()
                || !Ledger.isInfrastructureApplied(database.read(store::fragments))) {
            return true;
        }
        for (Actual.Policy policy : actual.openToAll()) {
            if (policy.name().equals("Default") && !removeDefaultPolicy(policy.id())) {
                return false;
            }
        }
        return true;
    }

    private boolean removeDefaultPolicy(String id) throws NetbirdException {
        try {
            netbird.deletePolicy(id);
        } catch (NetbirdException e) {
            if (e.isUnreachable() && !netbird.isWell()) {
                throw e;
            }
            ledger.defaultPolicyStays("NetBird's Default policy stays: " + e.getMessage());
            return false;
        }
        ledger.defaultPolicyRemoved();
        seen.update(netbird.read());
        return true;
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
     * What goes out together.
     *
     * @param approved those of the changes that were held, and that an administrator approved
     * @param version the newest one when they were planned
     */
    private record Burst(
            List<Change> changes,
            List<Stored> fragments,
            Map<Change, Held> approved,
            long version) {}

    /** Who is told what the writer sees and does. */
    record Observed(Seen seen, Progress progress) {}

    /** A wait that something new ends. */
    @FunctionalInterface
    interface Pause {
        void await(long millis) throws InterruptedException;

        /**
         * Whether something was committed since the last reading. The newest version does not tell
         * all: a number is drawn before its commit, so a smaller one may come after a larger.
         */
        default boolean isNews() {
            return false;
        }

        /** All that was committed until now is about to be read. */
        default void reads() {}
    }
}
