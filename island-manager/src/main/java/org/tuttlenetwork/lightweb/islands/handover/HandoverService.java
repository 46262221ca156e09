// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.handover;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.RoleIntents.Reason;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.islands.Handover;
import org.tuttlenetwork.lightweb.islands.Handover.State;
import org.tuttlenetwork.lightweb.islands.IslandRecord;
import org.tuttlenetwork.lightweb.islands.IslandService;
import org.tuttlenetwork.lightweb.islands.IslandWriter;
import org.tuttlenetwork.lightweb.islands.LockedIsland;
import org.tuttlenetwork.lightweb.islands.MemberRole;
import org.tuttlenetwork.lightweb.islands.Pending;
import org.tuttlenetwork.lightweb.islands.Written;
import org.tuttlenetwork.lightweb.islands.store.HandoverStore;

import java.util.List;
import java.util.Optional;

/**
 * An owner hands an island over, and the other side accepts: only to a member who is in, and who
 * says yes themselves.
 */
@Component(service = HandoverService.class)
public final class HandoverService {
    private final Database database;
    private final IslandService islands;
    private final IslandWriter writer;
    private final HandoverStore store = new HandoverStore();

    @Activate
    public HandoverService(
            @Reference Database database,
            @Reference IslandService islands,
            @Reference IslandWriter writer) {
        this.database = database;
        this.islands = islands;
        this.writer = writer;
    }

    /**
     * What is offered on an island.
     *
     * @throws LightWebException NOT_FOUND for who is no member
     */
    public Optional<Handover> open(Caller caller, String slug) {
        IslandRecord island = islands.joined(caller, slug);
        return database.read(tx -> store.find(tx, island.id()))
                .filter(handover -> handover.isOpen(writer.now()));
    }

    /** The islands that are offered to the caller. */
    public List<IslandRecord> offeredTo(Caller caller) {
        return database.read(tx -> store.offeredTo(tx, caller.user())).stream()
                .filter(handover -> handover.isOpen(writer.now()))
                .flatMap(handover -> islands.find(handover.island()).stream())
                .toList();
    }

    /**
     * Offers an island to a member. Replaces what was offered to another.
     *
     * @throws LightWebException NOT_FOUND for who is no member, on either side; FORBIDDEN for who
     *     is no owner; CONFLICT for an owner, and where somebody has accepted already
     */
    public Handover offer(Caller caller, String slug, UserId to, String requestId) {
        IslandRecord island = islands.joined(caller, slug);
        return database.write(
                transaction -> {
                    LockedIsland locked = writer.lock(transaction, island);
                    requireOwner(locked, caller.user());
                    if (locked.requireMember(to) == MemberRole.OWNER) {
                        throw LightWebException.conflict(
                                        "This person owns the island already. Nothing was changed.")
                                .because("owns-already");
                    }
                    requireNotAccepted(store.find(transaction, island.id()));
                    Handover handover =
                            new Handover(
                                    island.id(), caller.user(), to, writer.now(), State.OFFERED);
                    store.put(transaction, handover);
                    written(transaction, island, handover.to(), caller, "offered", requestId);
                    return handover;
                });
    }

    /**
     * Accepts what is offered to the caller. They own the island as soon as Zitadel has it; the
     * other becomes an administrator of it then.
     *
     * @throws LightWebException NOT_FOUND where nothing is offered to them, or by who owns it no
     *     more
     */
    public Pending accept(Caller caller, String slug, String requestId) {
        IslandRecord island = islands.joined(caller, slug);
        Reason reason = new Reason(caller.user(), "accepted the island", requestId);
        return database.write(
                transaction -> {
                    LockedIsland locked = writer.lock(transaction, island);
                    Handover handover = offered(transaction, island, caller);
                    locked.requireMember(caller.user());
                    if (!locked.holders().isOwner(handover.from())) {
                        throw nothing();
                    }
                    store.put(
                            transaction,
                            new Handover(
                                    island.id(),
                                    handover.from(),
                                    handover.to(),
                                    handover.offeredAt(),
                                    State.ACCEPTED));
                    written(transaction, island, handover.to(), caller, "accepted", requestId);
                    return new Pending(
                            island,
                            writer.change(
                                    transaction, locked, caller.user(), MemberRole.OWNER, reason));
                });
    }

    /**
     * Says no, or takes the offer back: also one that was accepted, as long as the new owner's role
     * is not there.
     *
     * @throws LightWebException NOT_FOUND where nothing is offered to or by the caller
     */
    public void end(Caller caller, String slug, String requestId) {
        IslandRecord island = islands.joined(caller, slug);
        database.write(
                transaction -> {
                    LockedIsland locked = writer.lock(transaction, island);
                    Handover handover =
                            store.find(transaction, island.id())
                                    .filter(
                                            one ->
                                                    one.to().equals(caller.user())
                                                            || one.from().equals(caller.user()))
                                    .orElseThrow(HandoverService::nothing);
                    if (handover.state() == State.ACCEPTED) {
                        Reason reason = new Reason(caller.user(), "ended", requestId);
                        writer.cancelChange(transaction, locked, handover.to(), reason);
                    }
                    store.remove(transaction, island.id());
                    boolean declined = handover.to().equals(caller.user());
                    written(
                            transaction,
                            island,
                            handover.to(),
                            caller,
                            declined ? "declined" : "withdrawn",
                            requestId);
                    return handover;
                });
    }

    private Handover offered(Transaction transaction, IslandRecord island, Caller caller) {
        return store.find(transaction, island.id())
                .filter(one -> one.state() == State.OFFERED && one.isOpen(writer.now()))
                .filter(one -> one.to().equals(caller.user()))
                .orElseThrow(HandoverService::nothing);
    }

    private void written(
            Transaction transaction,
            IslandRecord island,
            UserId to,
            Caller by,
            String what,
            String requestId) {
        writer.publish(transaction, island);
        Reason reason = new Reason(by.user(), what, requestId);
        Written.to(to, island, reason, "island.handover." + what).in(transaction);
    }

    private static void requireOwner(LockedIsland locked, UserId user) {
        if (!locked.holders().isOwner(user)) {
            throw LightWebException.forbidden("Only an owner can hand an island over.")
                    .because("owner-hands-over");
        }
    }

    private static void requireNotAccepted(Optional<Handover> known) {
        if (known.filter(one -> one.state() == State.ACCEPTED).isPresent()) {
            throw LightWebException.conflict(
                            "This island is being handed over: it was accepted. Nothing was"
                                    + " changed.")
                    .because("handover-accepted");
        }
    }

    private static LightWebException nothing() {
        return LightWebException.notFound("Nothing is offered to you here any more.")
                .because("nothing-offered");
    }
}
