// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.invite;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.RoleIntents.Reason;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.islands.Invitation;
import org.tuttlenetwork.lightweb.islands.IslandRecord;
import org.tuttlenetwork.lightweb.islands.IslandService;
import org.tuttlenetwork.lightweb.islands.IslandSettings;
import org.tuttlenetwork.lightweb.islands.IslandWriter;
import org.tuttlenetwork.lightweb.islands.LockedIsland;
import org.tuttlenetwork.lightweb.islands.MemberRole;
import org.tuttlenetwork.lightweb.islands.Terms;
import org.tuttlenetwork.lightweb.islands.Written;
import org.tuttlenetwork.lightweb.islands.store.InvitationStore;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What who manages an island does with invitations: make, list, take back. */
@Component(service = InvitationService.class)
public final class InvitationService {
    private final Database database;
    private final IslandService islands;
    private final IslandWriter writer;
    private final SecretHashes hashes;
    private final IslandSettings settings;
    private final InvitationStore store = new InvitationStore();

    @Activate
    public InvitationService(
            @Reference Database database,
            @Reference IslandService islands,
            @Reference IslandWriter writer,
            @Reference SecretHashes hashes,
            @Reference IslandSettings settings) {
        this.database = database;
        this.islands = islands;
        this.writer = writer;
        this.hashes = hashes;
        this.settings = settings;
    }

    /**
     * Makes an invitation.
     *
     * @return with its secret, which nobody can read again
     * @throws LightWebException NOT_FOUND for who is no member; FORBIDDEN where the caller's role
     *     does not let them add such members; INVALID for terms that break a rule; CONFLICT where
     *     too many are open
     */
    public Issued issue(Caller caller, String slug, Wish wish, String requestId) {
        IslandRecord island = islands.joined(caller, slug);
        Instant now = writer.now();
        Terms terms = wish.terms(now);
        Secret secret = Secret.next(terms.kind());
        Invitation invitation =
                new Invitation(
                        writer.nextId(),
                        island.id(),
                        terms,
                        caller.user(),
                        now,
                        0,
                        Optional.empty());
        return database.write(
                transaction -> {
                    LockedIsland locked = writer.lock(transaction, island);
                    locked.requireMayManage(caller.user(), terms.role());
                    settings.requireAnotherInvitation(open(transaction, locked, now).size());
                    store.add(transaction, invitation, hashes.of(secret));
                    written(transaction, island, invitation, caller, "made", requestId);
                    return new Issued(invitation, secret);
                });
    }

    /**
     * The invitations of an island that still let somebody in, the newest first.
     *
     * @throws LightWebException NOT_FOUND for who is no member; FORBIDDEN for who manages nobody
     */
    public List<Invitation> open(Caller caller, String slug) {
        IslandRecord island = islands.joined(caller, slug);
        MemberRole.requireMayManage(islands.role(caller.user(), island), MemberRole.GUEST);
        return database.read(
                tx -> {
                    LockedIsland seen =
                            writer.look(tx, island.id()).orElseThrow(IslandService::unknown);
                    return open(tx, seen, writer.now());
                });
    }

    /** Without those whose maker may let nobody in by them. */
    private List<Invitation> open(Transaction transaction, LockedIsland seen, Instant now) {
        return store.open(transaction, seen.island().id(), now).stream()
                .filter(seen::mayMakerInvite)
                .toList();
    }

    /**
     * Takes an invitation back; taken back it stays so. One's own, or one that gives a role that
     * the caller manages.
     *
     * @throws LightWebException NOT_FOUND where there is none; FORBIDDEN
     */
    public void revoke(Caller caller, String slug, UUID id, String requestId) {
        IslandRecord island = islands.joined(caller, slug);
        database.write(
                transaction -> {
                    LockedIsland locked = writer.lock(transaction, island);
                    Invitation invitation =
                            store.find(transaction, id)
                                    .filter(found -> found.island().equals(island.id()))
                                    .orElseThrow(InvitationService::unknown);
                    if (!invitation.madeBy().equals(caller.user())) {
                        locked.requireMayManage(caller.user(), invitation.terms().role());
                    }
                    boolean now = store.revoke(transaction, id, writer.now());
                    if (now) {
                        written(transaction, island, invitation, caller, "revoked", requestId);
                    }
                    return now;
                });
    }

    private static void written(
            Transaction transaction,
            IslandRecord island,
            Invitation invitation,
            Caller by,
            String what,
            String requestId) {
        Reason reason = new Reason(by.user(), what, requestId);
        Terms terms = invitation.terms();
        Written.to("invitation:" + invitation.id(), island, reason, "island.invitation." + what)
                .is("kind", terms.kind())
                .is("role", terms.role().key())
                .is("uses", terms.uses())
                .is("expires", terms.expiresAt())
                .is("until", terms.memberUntil())
                .in(transaction);
    }

    public static LightWebException unknown() {
        return LightWebException.notFound("There is no such invitation. Ask for a new one.")
                .because("no-invitation");
    }

    /**
     * A new invitation.
     *
     * @param secret shown once
     */
    public record Issued(Invitation invitation, Secret secret) {}
}
