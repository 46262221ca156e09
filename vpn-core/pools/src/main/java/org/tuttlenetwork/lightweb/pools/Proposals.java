// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.Ids;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.vpn.ListedNode;
import org.tuttlenetwork.lightweb.api.vpn.Nodes;
import org.tuttlenetwork.lightweb.pools.proposal.Consequences;
import org.tuttlenetwork.lightweb.pools.proposal.Draft;
import org.tuttlenetwork.lightweb.pools.proposal.MergePatch;
import org.tuttlenetwork.lightweb.pools.proposal.Proposal;
import org.tuttlenetwork.lightweb.pools.proposal.Proposal.Decision;
import org.tuttlenetwork.lightweb.pools.proposal.Proposal.State;
import org.tuttlenetwork.lightweb.pools.proposal.Review;
import org.tuttlenetwork.lightweb.pools.seed.InvalidWeatherException;
import org.tuttlenetwork.lightweb.pools.seed.WeatherFiles;
import org.tuttlenetwork.lightweb.pools.store.ProposalStore;
import org.tuttlenetwork.lightweb.pools.store.WeatherStore.Kept;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * The one way in which the weather changes (ARCHITECTURE, way 7): somebody proposes, an
 * administrator sees what would follow and decides, and the next version is signed in the same
 * transaction.
 */
@Component(service = Proposals.class)
public final class Proposals {
    private final Weather weather;
    private final Database database;
    private final Optional<Nodes> nodes;
    private final Clock clock;
    private final ProposalStore store = new ProposalStore();

    /**
     * @param nodes empty while that room is stopped: proposals go on, and say that what becomes of
     *     nodes is not known
     */
    @Activate
    public Proposals(
            @Reference Weather weather,
            @Reference Database database,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Optional<Nodes> nodes) {
        this(weather, database, nodes, Clock.systemUTC());
    }

    Proposals(Weather weather, Database database, Optional<Nodes> nodes, Clock clock) {
        this.weather = weather;
        this.database = database;
        this.nodes = nodes;
        this.clock = clock;
    }

    /**
     * Asks for a change; changes nothing yet. Asking again for what waits already gives the one
     * that waits.
     *
     * @param draft what and why
     * @param base the version of the inputs that it was made on; empty means those of now
     * @param by who asks
     * @throws LightWebException INVALID naming the input and the rule; CONFLICT where the base is
     *     not the newest
     */
    public Proposed propose(Draft draft, OptionalLong base, UserId by) {
        Optional<List<ListedNode>> declared = declared();
        return database.write(
                tx -> {
                    weather.lock(tx);
                    Proposed proposed = add(tx, draft, base, by);
                    return new Proposed(
                            review(tx, proposed.review().proposal(), declared), proposed.isNew());
                });
    }

    /**
     * An administrator's own change: proposed and approved in one step, both by the same person.
     *
     * @param base the version of the inputs that it was made on
     * @throws LightWebException as {@link #propose}
     */
    public Review change(Draft draft, long base, UserId by) {
        Review review =
                database.write(
                        tx -> {
                            weather.lock(tx);
                            Proposed proposed = add(tx, draft, OptionalLong.of(base), by);
                            Proposal proposal = proposed.review().proposal();
                            return approve(tx, proposal, by);
                        });
        weather.reload();
        return review;
    }

    private Proposed add(Transaction tx, Draft draft, OptionalLong base, UserId by) {
        Kept kept =
                weather.inputs(tx, draft.country())
                        .orElseThrow(
                                () ->
                                        LightWebException.invalid(
                                                "jurisdiction", "a country that is assessed"));
        if (base.isPresent() && base.getAsLong() != kept.version()) {
            throw LightWebException.conflict(
                    "The inputs are at version "
                            + kept.version()
                            + ", not "
                            + base.getAsLong()
                            + ". Nothing was changed: read them anew and propose again.");
        }
        Draft cited = draft.withChanges(Citing.source(kept.document(), draft));
        ObjectNode after = MergePatch.apply(kept.document(), cited.changes());
        checked(cited.country(), after);
        if (MergePatch.isSame(kept.document(), after)) {
            throw LightWebException.invalid("changes", "something that is not so already");
        }
        Proposal proposal =
                new Proposal(
                        Ids.next(clock),
                        cited,
                        new Proposal.Base(kept.version(), kept.document()),
                        new Proposal.Origin(by.value(), clock.instant()),
                        State.PENDING,
                        Optional.empty());
        boolean isNew = store.add(tx, proposal);
        Proposal waiting =
                isNew ? proposal : store.same(tx, cited, kept.version()).orElse(proposal);
        return new Proposed(new Review(waiting, false, Optional.empty()), isNew);
    }

    private static Inputs checked(JurisdictionCode country, ObjectNode document) {
        try {
            return WeatherFiles.country(country, document);
        } catch (InvalidWeatherException e) {
            String field = e.key().isEmpty() ? "changes" : "changes." + e.key();
            throw LightWebException.invalid(field, e.problem());
        }
    }

    /**
     * Approves: the inputs change and the next version is signed, or nothing happens at all.
     * Approving again what is approved changes nothing.
     *
     * @param sees whether the tag of the review is the one that was looked at
     * @throws LightWebException NOT_FOUND; CONFLICT where it is rejected or the inputs have changed
     *     since; PRECONDITION_FAILED where its consequences are others than were looked at
     */
    public Review approve(UUID id, Predicate<String> sees, UserId by) {
        Optional<List<ListedNode>> declared = declared();
        Review review =
                database.write(
                        tx -> {
                            weather.lock(tx);
                            Review seen = review(tx, require(tx, id), declared);
                            Proposal proposal = seen.proposal();
                            if (proposal.state() == State.APPROVED) {
                                return seen;
                            }
                            requireOpen(proposal, State.APPROVED);
                            if (seen.outdated()) {
                                throw LightWebException.conflict(
                                        "The inputs have changed since this was proposed. Nothing"
                                            + " was changed: reject it, and propose anew what still"
                                            + " holds.");
                            }
                            requireSeen(seen, sees);
                            return approve(tx, proposal, by);
                        });
        weather.reload();
        return review;
    }

    private Review approve(Transaction tx, Proposal proposal, UserId by) {
        JurisdictionCode country = proposal.draft().country();
        ObjectNode after = MergePatch.apply(proposal.base().inputs(), proposal.draft().changes());
        checked(country, after);
        weather.put(tx, country, new Kept(proposal.base().version() + 1, after));
        long version = weather.publish(tx);
        return decide(
                tx,
                proposal,
                State.APPROVED,
                new Decision(by.value(), clock.instant(), "", version));
    }

    /**
     * Rejects: nothing changes but the proposal. Rejecting again what is rejected changes nothing.
     *
     * @param sees whether the tag of the review is the one that was looked at
     * @param reason in words, 1 to 1000 characters
     * @throws LightWebException NOT_FOUND; CONFLICT where it is approved; PRECONDITION_FAILED
     */
    public Review reject(UUID id, Predicate<String> sees, String reason, UserId by) {
        String why = reason.strip();
        if (why.isEmpty() || why.length() > 1000) {
            throw LightWebException.invalid("reason", "1 to 1000 characters");
        }
        Optional<List<ListedNode>> declared = declared();
        return database.write(
                tx -> {
                    weather.lock(tx);
                    Review seen = review(tx, require(tx, id), declared);
                    if (seen.proposal().state() == State.REJECTED) {
                        return seen;
                    }
                    requireOpen(seen.proposal(), State.REJECTED);
                    requireSeen(seen, sees);
                    return decide(
                            tx,
                            seen.proposal(),
                            State.REJECTED,
                            new Decision(by.value(), clock.instant(), why, 0));
                });
    }

    private Review decide(Transaction tx, Proposal proposal, State state, Decision decision) {
        store.decide(tx, proposal.id(), state, decision);
        return new Review(require(tx, proposal.id()), false, Optional.empty());
    }

    private static void requireOpen(Proposal proposal, State wanted) {
        if (proposal.state() != State.PENDING) {
            throw LightWebException.conflict(
                    "It is "
                            + proposal.state()
                            + " already and cannot become "
                            + wanted
                            + ". Nothing was changed.");
        }
    }

    private static void requireSeen(Review review, Predicate<String> sees) {
        if (!sees.test(review.tag())) {
            throw new LightWebException(
                    ProblemType.PRECONDITION_FAILED,
                    "What would follow from it is not what you looked at. Nothing was changed: look"
                            + " again, and decide then.");
        }
    }

    private Proposal require(Transaction tx, UUID id) {
        return store.find(tx, id)
                .orElseThrow(() -> LightWebException.notFound("There is no such proposal."));
    }

    /**
     * One proposal, with what would follow from it.
     *
     * @throws LightWebException NOT_FOUND
     */
    public Review find(UUID id) {
        Optional<List<ListedNode>> declared = declared();
        return database.read(tx -> review(tx, require(tx, id), declared));
    }

    /**
     * A page of proposals, the newest first, without their consequences.
     *
     * @param after the last of the page before
     * @param limit 1 to 200
     */
    public List<Review> page(Optional<State> state, Optional<UUID> after, int limit) {
        return database.read(
                tx -> {
                    SortedMap<JurisdictionCode, Kept> inputs = weather.inputs(tx);
                    return store.page(tx, state, after, limit).stream()
                            .map(
                                    proposal ->
                                            new Review(
                                                    proposal,
                                                    isOutdated(
                                                            proposal,
                                                            Optional.ofNullable(
                                                                    inputs.get(
                                                                            proposal.draft()
                                                                                    .country()))),
                                                    Optional.empty()))
                            .toList();
                });
    }

    /** How many wait for an administrator. */
    public int waiting() {
        return database.read(store::waiting);
    }

    /** A country's inputs as they are; empty where it is not assessed. */
    public Optional<Kept> inputs(JurisdictionCode country) {
        return database.read(tx -> weather.inputs(tx, country));
    }

    private Review review(Transaction tx, Proposal proposal, Optional<List<ListedNode>> declared) {
        JurisdictionCode country = proposal.draft().country();
        boolean outdated = isOutdated(proposal, weather.inputs(tx, country));
        if (outdated || proposal.state() != State.PENDING) {
            return new Review(proposal, outdated, Optional.empty());
        }
        Inputs changed =
                checked(
                        country,
                        MergePatch.apply(proposal.base().inputs(), proposal.draft().changes()));
        return new Review(
                proposal,
                false,
                Optional.of(
                        Consequences.of(
                                weather.assessed(tx),
                                weather.assessedWith(tx, changed),
                                declared)));
    }

    private static boolean isOutdated(Proposal proposal, Optional<Kept> inputs) {
        return proposal.state() == State.PENDING
                && inputs.map(Kept::version).orElse(0L) != proposal.base().version();
    }

    /** Outside of the transaction: the nodes' room reads with a connection of its own. */
    private Optional<List<ListedNode>> declared() {
        return nodes.map(Nodes::declared);
    }

    /**
     * What became of asking.
     *
     * @param review the proposal that waits now
     * @param isNew whether it was added now
     */
    public record Proposed(Review review, boolean isNew) {}
}
