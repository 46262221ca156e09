// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.writer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.mesh.netbird.Netbird;
import org.tuttlenetwork.lightweb.mesh.netbird.NetbirdException;
import org.tuttlenetwork.lightweb.mesh.plan.Actual;
import org.tuttlenetwork.lightweb.mesh.plan.Change;
import org.tuttlenetwork.lightweb.mesh.plan.FragmentKey;
import org.tuttlenetwork.lightweb.mesh.plan.Held;
import org.tuttlenetwork.lightweb.mesh.plan.HeldChanges;
import org.tuttlenetwork.lightweb.mesh.plan.Owned;
import org.tuttlenetwork.lightweb.mesh.plan.Plan;
import org.tuttlenetwork.lightweb.mesh.plan.Planner;
import org.tuttlenetwork.lightweb.mesh.plan.Withheld;
import org.tuttlenetwork.lightweb.mesh.store.OwnedStore;
import org.tuttlenetwork.lightweb.mesh.store.StoredFragment;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Brings NetBird to what is declared: reads everything, plans, applies revocations at once and the
 * rest as one burst, and plans again until nothing is left to do. Who is to leave waits for none of
 * it ({@link Departures}). One thread.
 */
public final class Writer {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    private static final int MOST_ROUNDS = 12;

    private final Database database;
    private final Listing listing;
    private final Seen seen;
    private final Progress progress;
    private final Pause pause;
    private final DefaultPolicy defaultPolicy;
    private final Attempts attempts;
    private final Departures departures;
    private final Ledger ledger;
    private final Findings findings;
    private final Brake brake;
    private final Approvals approvals;
    private final RestoredState restored;
    private final OwnedStore store = new OwnedStore();
    private final Shown shown;
    private final Tempo tempo;
    private final Bursts bursts;

    /**
     * @param lanes calls, of which those that write end with {@link NotTheWriterException} where
     *     another host writes
     * @param pause waits up to some milliseconds, and ends early when something new is declared
     * @param tempo when the next write may go out
     * @param insteadOfDefault the fragment by which everybody reaches what they need, so that
     *     NetBird's Default policy goes once it is applied; empty where that is to stay
     */
    public Writer(
            Database database,
            Lanes lanes,
            Observed observed,
            Pause pause,
            Tempo tempo,
            Optional<FragmentKey> insteadOfDefault,
            RestoredState restored,
            Clock clock) {
        this.database = database;
        Netbird netbird = lanes.writing();
        this.listing = new Listing(lanes.reading(), pause);
        this.seen = observed.seen();
        this.progress = observed.progress();
        this.pause = pause;
        this.tempo = tempo;
        this.bursts = new Bursts(tempo);
        this.findings = new Findings(database, clock);
        this.ledger = new Ledger(database, findings, clock);
        this.brake = new Brake(clock);
        this.approvals = new Approvals(database, clock);
        this.restored = restored;
        this.shown = new Shown(clock);
        this.attempts =
                new Attempts(
                        new Applier(database, netbird), netbird, shown, approvals, findings, clock);
        this.departures =
                new Departures(
                        database,
                        new Declarations(database),
                        shown,
                        attempts,
                        new Departures.Pace(tempo, pause),
                        restored);
        this.defaultPolicy =
                new DefaultPolicy(insteadOfDefault, database, netbird, restored, findings);
    }

    /**
     * One reconciliation.
     *
     * @return how it ended
     * @throws NetbirdException if NetBird does not answer: everything stays pending
     * @throws InterruptedException if it is stopped
     * @throws NotTheWriterException if this is not the only writer any more
     */
    public Outcome reconcile() throws NetbirdException, InterruptedException {
        Troubles troubles = new Troubles();
        departures.look(troubles);
        list(troubles);
        for (int round = 0; round < MOST_ROUNDS; ) {
            if (!shown.isFresh()) {
                list(troubles);
            }
            Optional<Step> planned = plan(shown.now(), troubles);
            if (planned.isEmpty()) {
                continue;
            }
            Step step = planned.get();
            if (step.doable().isEmpty() && !shown.isSeen()) {
                // What came to a group beside what was written shows in a listing only.
                list(troubles);
                round++;
                continue;
            }
            if (step.doable().isEmpty()) {
                boolean done = defaultPolicy.remove(shown.now(), seen);
                return done && troubles.isEmpty() && !step.isShort()
                        ? Outcome.SETTLED
                        : Outcome.TROUBLED;
            }
            if (step.burst().isEmpty()) {
                await(step.doable(), troubles);
            } else if (apply(step, troubles)) {
                round++;
            }
        }
        LOG.warn("NetBird is not as declared after {} rounds; going on", MOST_ROUNDS);
        return Outcome.UNFINISHED;
    }

    /** To be called where this host becomes the writer: another one may have written meanwhile. */
    void begins() {
        shown.forget();
        ledger.forget();
    }

    /** When something that NetBird failed for is tried again; empty where nothing is. */
    Optional<Instant> triesAgain() {
        return attempts.next();
    }

    private void list(Troubles troubles) throws NetbirdException, InterruptedException {
        shown.begins();
        Actual listed = listing.read(() -> departures.look(troubles));
        shown.listed(listed);
        seen.update(listed);
    }

    /** Until the next burst may go out, or something is declared that goes before it. */
    private void await(List<Change> doable, Troubles troubles)
            throws NetbirdException, InterruptedException {
        for (long left = bursts.untilNext(doable); left > 0; left = bursts.untilNext(doable)) {
            pause.await(left);
            if (departures.look(troubles)) {
                return;
            }
        }
    }

    /**
     * @return what is to be done; empty where somebody left, or could be taken out, while it was
     *     written down what became of fragments: then all is planned anew
     */
    private Optional<Step> plan(Actual actual, Troubles troubles) throws NetbirdException {
        // Loaded after the listing, so that what was declared meanwhile is planned too.
        pause.reads();
        List<StoredFragment> fragments = departures.planned();
        List<Owned> owned = database.read(store::all);
        HeldChanges.Parted parted =
                restored.hold(
                        Planner.plan(Declarations.wanted(fragments), actual, owned), actual, owned);
        Plan plan = parted.plan();
        Brake.Verdict verdict = brake.judge(plan, actual);
        verdict.tooShort().ifPresent(findings::shortListing);
        Set<String> passing = approvals.passing(verdict.held());
        List<Held> heldBack = heldBack(verdict, passing, Brake.restored(parted.held(), actual));
        attempts.leaveFailing(plan, troubles);
        Withheld parts =
                Withheld.from(
                        doable(plan, heldBack, troubles),
                        all(plan).filter(troubles::concern).toList(),
                        actual,
                        owned);
        List<Change> doable = parts.allowed();
        progress.planned(doable.size(), heldBack.size());
        ledger.hold(heldBack);
        boolean removes = bursts.removesNow(doable);
        Step step =
                new Step(
                        doable,
                        bursts.next(doable),
                        fragments,
                        new Ledger.Told(plan, troubles, parts, heldBack),
                        !removes,
                        approved(verdict, passing),
                        verdict.tooShort().isPresent());
        // What takes away does not wait for what is written down: the plan after it does that.
        boolean isNew =
                removes
                        || settle(
                                step, () -> departures.look(troubles) || bursts.removesNow(doable));
        return isNew ? Optional.of(step) : Optional.empty();
    }

    /**
     * @return false where it was interrupted: something is to be done before what was planned
     */
    private boolean settle(Step step, Ledger.Interruption interruption) throws NetbirdException {
        return ledger.settle(step.fragments(), step.told(), keys(step.doable()), interruption);
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

    /**
     * @return false where something more urgent came before anything was tried
     */
    private boolean apply(Step step, Troubles troubles) throws NetbirdException {
        List<Change> burst = step.burst();
        boolean cuttable = !Bursts.isRevoking(burst);
        boolean tried = false;
        tempo.begins();
        if (!cuttable) {
            tempo.removing();
        }
        try {
            for (Change change : burst) {
                // What takes away must not wait for the end of a long burst of grants.
                if (cuttable && (departures.look(troubles) || tempo.isLong())) {
                    return tried;
                }
                if (!troubles.concern(change)) {
                    tried = true;
                    attempts.make(change, step.approved().get(change), step.fragments(), troubles);
                }
            }
            return true;
        } catch (NetbirdException e) {
            if (!step.settled()) {
                // Where NetBird takes nothing, an administrator is to see what it refuses.
                settle(step, () -> false);
            }
            throw e;
        } finally {
            if (tried) {
                bursts.over(burst);
            }
        }
    }

    /** How a reconciliation ended. */
    public enum Outcome {
        /** Nothing is left to do but what waits for others. */
        SETTLED,
        /** NetBird refuses something, or something is held. */
        TROUBLED,
        /** More is to be done at once. */
        UNFINISHED
    }

    /**
     * What is to be done.
     *
     * @param doable all of it that may be done at all
     * @param burst what of it goes out together, now
     * @param fragments as they were when it was planned
     * @param told what is to be told of them
     * @param settled whether that is stored
     * @param approved those of the changes that were held, and that an administrator approved
     * @param isShort whether the listing has much less in it than the one before
     */
    private record Step(
            List<Change> doable,
            List<Change> burst,
            List<StoredFragment> fragments,
            Ledger.Told told,
            boolean settled,
            Map<Change, Held> approved,
            boolean isShort) {}

    /**
     * Calls to NetBird in two lines, so that what is written waits for no listing.
     *
     * @param writing each call waits for the one before
     * @param reading for listings
     */
    public record Lanes(Netbird writing, Netbird reading) {}

    /** Who is told what the writer sees and does. */
    public record Observed(Seen seen, Progress progress) {}

    /** A wait that something new ends. */
    public interface Pause {
        /** Waits so long, or until something new is told of. */
        void await(long millis) throws InterruptedException;

        /** Waits a moment for something on another thread, or until something new is told of. */
        void awaitOther(Future<?> other) throws InterruptedException;

        /**
         * How often something was told of that was committed. The newest version does not tell all:
         * a number is drawn before its commit, so a smaller one may come after a larger.
         */
        long told();

        /** All that was committed until now is about to be read. */
        void reads();
    }
}
