// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.invite;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.Restoration;
import org.tuttlenetwork.lightweb.api.data.RestoreBrake;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.Directory;
import org.tuttlenetwork.lightweb.api.identity.Person;
import org.tuttlenetwork.lightweb.api.identity.RoleIntents.Reason;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.islands.Holders;
import org.tuttlenetwork.lightweb.islands.Invitation;
import org.tuttlenetwork.lightweb.islands.Invitation.Kind;
import org.tuttlenetwork.lightweb.islands.IslandRecord;
import org.tuttlenetwork.lightweb.islands.IslandWriter;
import org.tuttlenetwork.lightweb.islands.JoinRequest;
import org.tuttlenetwork.lightweb.islands.LockedIsland;
import org.tuttlenetwork.lightweb.islands.Newcomer;
import org.tuttlenetwork.lightweb.islands.Note;
import org.tuttlenetwork.lightweb.islands.Terms;
import org.tuttlenetwork.lightweb.islands.Written;
import org.tuttlenetwork.lightweb.islands.invite.Preview.Standing;
import org.tuttlenetwork.lightweb.islands.rules.RuleService;
import org.tuttlenetwork.lightweb.islands.store.AgreementStore;
import org.tuttlenetwork.lightweb.islands.store.InvitationStore;
import org.tuttlenetwork.lightweb.islands.store.IslandStore;
import org.tuttlenetwork.lightweb.islands.store.JoinRequestStore;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What somebody who was invited does: looks, and joins. Looking uses nothing up. Joining again with
 * the same invitation says how far it is.
 */
@Component(service = JoinService.class)
public final class JoinService {
    /** How often somebody may ask to be let into one island in a day. */
    private static final int MOST_REQUESTS = 3;

    private static final Duration DAY = Duration.ofDays(1);

    private final Database database;
    private final Directory directory;
    private final IslandWriter writer;
    private final SecretHashes hashes;
    private final RestoreBrake brake;
    private final CodeLimits limits = new CodeLimits();
    private final IslandStore islands = new IslandStore();
    private final InvitationStore store = new InvitationStore();
    private final JoinRequestStore requests = new JoinRequestStore();
    private final AgreementStore agreements = new AgreementStore();

    @Activate
    public JoinService(
            @Reference Database database,
            @Reference Directory directory,
            @Reference IslandWriter writer,
            @Reference SecretHashes hashes,
            @Reference RestoreBrake brake) {
        this.database = database;
        this.directory = directory;
        this.writer = writer;
        this.hashes = hashes;
        this.brake = brake;
    }

    /**
     * What an invitation is to, before anybody joins.
     *
     * @param who who looks; empty for somebody who has not logged in, who sees links only
     * @param typed a link's secret, or a code as somebody types it
     * @throws LightWebException NOT_FOUND for none; GONE for one that has ended; UNAUTHENTICATED
     *     for a code without a login; TOO_MANY_REQUESTS for who guesses
     */
    public Preview preview(Optional<Caller> who, String typed) {
        Optional<UserId> user = who.map(Caller::user);
        UUID id = find(user, typed);
        Optional<Restoration> held = brake.held();
        Preview anonymous = database.read(transaction -> look(transaction, id, user, held));
        // Not in the transaction: the directory takes a connection of its own.
        Optional<Person> inviter = directory.person(anonymous.invitation().madeBy());
        return anonymous.by(inviter.map(Person::displayName).orElse(""));
    }

    /** Locks nothing: who only looks, and that may be anybody, keeps nobody waiting. */
    private Preview look(
            Transaction transaction, UUID id, Optional<UserId> user, Optional<Restoration> held) {
        Invitation invitation = store.find(transaction, id).orElseThrow(InvitationService::unknown);
        LockedIsland seen =
                writer.look(transaction, invitation.island())
                        .orElseThrow(InvitationService::unknown);
        Entry entry = new Entry(invitation, seen, held);
        Standing standing = user.map(one -> standing(transaction, entry, one)).orElse(Standing.NEW);
        if (standing == Standing.NEW) {
            requireOpen(transaction, entry, user);
        }
        return new Preview(seen.island(), "", invitation, standing);
    }

    /**
     * Joins, or asks to be let in.
     *
     * @param agreed what {@link Preview#agreement()} gave
     * @throws LightWebException as for a preview; CONFLICT where the island's rules have changed
     *     since they were shown
     */
    public Joining join(Caller caller, String typed, String agreed, String requestId) {
        UserId user = caller.user();
        UUID id = find(Optional.of(user), typed);
        Optional<Restoration> held = brake.held();
        // Once without the lock: most of what is refused, and all that is known, is so here.
        database.read(transaction -> look(transaction, id, Optional.of(user), held));
        return database.write(
                transaction -> {
                    Entry entry = entry(transaction, id, held);
                    IslandRecord island = entry.locked().island();
                    Standing standing = standing(transaction, entry, user);
                    if (standing != Standing.NEW) {
                        Optional<UUID> known =
                                entry.locked()
                                        .holders()
                                        .note(user)
                                        .coming()
                                        .map(Note.Asked::operation);
                        return new Joining(island, standing, known);
                    }
                    requireOpen(transaction, entry, Optional.of(user));
                    if (!island.agreement().equals(agreed)) {
                        throw RuleService.changed();
                    }
                    if (agreements.agree(transaction, island.id(), user)) {
                        writer.declare(transaction, island, entry.locked().holders().members());
                    }
                    return enter(transaction, entry, user, requestId);
                });
    }

    private Joining enter(Transaction transaction, Entry entry, UserId user, String requestId) {
        IslandRecord island = entry.locked().island();
        Invitation invitation = entry.invitation();
        Terms terms = invitation.terms();
        Instant now = writer.now();
        store.use(transaction, invitation.id(), user, now);
        Reason reason = new Reason(user, "joined by invitation " + invitation.id(), requestId);
        if (terms.approval()) {
            requireFewRequests(transaction, island, user, now);
            requests.add(
                    transaction,
                    new JoinRequest(
                            writer.nextId(),
                            island.id(),
                            invitation.id(),
                            user,
                            now,
                            JoinRequest.State.OPEN));
            writer.publish(transaction, island);
            Written.to(user, island, reason, "island.request.made")
                    .is("invitation", invitation.id())
                    .in(transaction);
            return new Joining(island, Standing.WAITING, Optional.empty());
        }
        Newcomer newcomer =
                new Newcomer(
                        user,
                        terms.role(),
                        invitation.madeBy(),
                        terms.memberUntil().map(end -> new Note.By(invitation.madeBy(), end)));
        UUID operation = writer.admit(transaction, entry.locked(), newcomer, reason);
        return new Joining(island, Standing.ARRIVING, Optional.of(operation));
    }

    /** Whose invitation it is; a code that is none is counted, whatever happens after. */
    private UUID find(Optional<UserId> user, String typed) {
        Optional<Secret> secret = Secret.parse(typed);
        boolean code = secret.map(Secret::kind).filter(kind -> kind == Kind.CODE).isPresent();
        if (code && user.isEmpty()) {
            throw new LightWebException(
                            ProblemType.UNAUTHENTICATED, "Log in to use a code that you were told.")
                    .because("code-needs-login");
        }
        Optional<UUID> found =
                secret.flatMap(
                        known ->
                                code
                                        ? database.write(
                                                tx -> byCode(tx, user.orElseThrow(), known))
                                        : database.read(tx -> bySecret(tx, known)));
        return found.orElseThrow(InvitationService::unknown);
    }

    private Optional<UUID> byCode(Transaction transaction, UserId user, Secret secret) {
        Instant now = writer.now();
        limits.require(transaction, user, now);
        Optional<UUID> found = bySecret(transaction, secret);
        if (found.isEmpty()) {
            limits.missed(transaction, user, now);
        }
        return found;
    }

    private Optional<UUID> bySecret(Transaction transaction, Secret secret) {
        return store.bySecret(transaction, hashes.of(secret)).map(Invitation::id);
    }

    /** Behind the island's lock, so that the last use is given once. */
    private Entry entry(Transaction transaction, UUID id, Optional<Restoration> held) {
        Invitation seen = store.find(transaction, id).orElseThrow(InvitationService::unknown);
        LockedIsland locked =
                writer.lock(transaction, seen.island()).orElseThrow(InvitationService::unknown);
        Invitation invitation = store.find(transaction, id).orElseThrow(InvitationService::unknown);
        return new Entry(invitation, locked, held);
    }

    private Standing standing(Transaction transaction, Entry entry, UserId user) {
        Holders holders = entry.locked().holders();
        if (holders.role(user).isPresent()) {
            return Standing.MEMBER;
        }
        if (holders.note(user).coming().isPresent()) {
            return Standing.ARRIVING;
        }
        UUID island = entry.locked().island().id();
        return requests.openOf(transaction, island, user).isPresent()
                ? Standing.WAITING
                : Standing.NEW;
    }

    private void requireOpen(Transaction transaction, Entry entry, Optional<UserId> user) {
        Invitation invitation = entry.invitation();
        LockedIsland locked = entry.locked();
        invitation.end(writer.now()).ifPresent(JoinService::ended);
        // Of a restored state nobody knows what was taken back since.
        boolean restored =
                entry.restoration()
                        .filter(one -> invitation.madeAt().isBefore(one.restoredAt()))
                        .isPresent();
        if (!locked.mayMakerInvite(invitation) || restored) {
            ended(Invitation.End.REVOKED);
        }
        user.ifPresent(one -> requireWelcome(transaction, entry, one));
    }

    private void requireWelcome(Transaction transaction, Entry entry, UserId user) {
        UUID island = entry.locked().island().id();
        UUID invitation = entry.invitation().id();
        if (islands.isRemovedSince(transaction, island, user, invitation)) {
            throw LightWebException.forbidden(
                            "You were taken out of this island. Somebody who manages it has to add"
                                    + " or invite you anew.")
                    .because("was-removed");
        }
        if (requests.isRefused(transaction, invitation, user)) {
            throw LightWebException.forbidden(
                            "Somebody who manages this island said no. Only another invitation can"
                                    + " change that.")
                    .because("was-refused");
        }
    }

    private void requireFewRequests(
            Transaction transaction, IslandRecord island, UserId user, Instant now) {
        Instant since = now.minus(DAY);
        if (requests.madeSince(transaction, island.id(), user, since) >= MOST_REQUESTS) {
            throw new LightWebException(
                            ProblemType.TOO_MANY_REQUESTS,
                            "You have asked for this island often enough today. Try again"
                                    + " tomorrow.")
                    .because("too-many-requests");
        }
    }

    private static void ended(Invitation.End end) {
        throw switch (end) {
            case EXPIRED -> ended("This invitation has expired.", "invitation-expired");
            case USED_UP ->
                    ended(
                            "This invitation was used by as many as it was for.",
                            "invitation-used-up");
            case OFFER_OVER ->
                    ended(
                            "The membership that this invitation offers would be over already.",
                            "invitation-offer-over");
            case REVOKED -> ended("This invitation was taken back.", "invitation-revoked");
        };
    }

    private static LightWebException ended(String why, String key) {
        return new LightWebException(ProblemType.GONE, why + " Ask for a new one.").because(key);
    }

    /** An invitation and its island, and the restore that holds. */
    private record Entry(
            Invitation invitation, LockedIsland locked, Optional<Restoration> restoration) {}

    /**
     * How far somebody is who joined.
     *
     * @param standing never NEW
     * @param operation what gives the role, where that is under way
     */
    public record Joining(IslandRecord island, Standing standing, Optional<UUID> operation) {}
}
