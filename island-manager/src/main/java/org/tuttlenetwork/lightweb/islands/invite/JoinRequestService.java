// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.invite;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.Directory;
import org.tuttlenetwork.lightweb.api.identity.Person;
import org.tuttlenetwork.lightweb.api.identity.RoleIntents.Reason;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.islands.Invitation;
import org.tuttlenetwork.lightweb.islands.IslandRecord;
import org.tuttlenetwork.lightweb.islands.IslandService;
import org.tuttlenetwork.lightweb.islands.IslandWriter;
import org.tuttlenetwork.lightweb.islands.JoinRequest;
import org.tuttlenetwork.lightweb.islands.JoinRequest.State;
import org.tuttlenetwork.lightweb.islands.LockedIsland;
import org.tuttlenetwork.lightweb.islands.MemberRole;
import org.tuttlenetwork.lightweb.islands.Newcomer;
import org.tuttlenetwork.lightweb.islands.Note;
import org.tuttlenetwork.lightweb.islands.Pending;
import org.tuttlenetwork.lightweb.islands.Terms;
import org.tuttlenetwork.lightweb.islands.Written;
import org.tuttlenetwork.lightweb.islands.store.InvitationStore;
import org.tuttlenetwork.lightweb.islands.store.JoinRequestStore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who asks to be let in, and what who manages the island says. */
@Component(service = JoinRequestService.class)
public final class JoinRequestService {
    private final Database database;
    private final Directory directory;
    private final IslandService islands;
    private final IslandWriter writer;
    private final InvitationStore invitations = new InvitationStore();
    private final JoinRequestStore store = new JoinRequestStore();

    @Activate
    public JoinRequestService(
            @Reference Database database,
            @Reference Directory directory,
            @Reference IslandService islands,
            @Reference IslandWriter writer) {
        this.database = database;
        this.directory = directory;
        this.islands = islands;
        this.writer = writer;
    }

    /**
     * Who waits, the longest first, of those whom the caller may let in.
     *
     * @param after the id of the last one of the page before; empty for the first page
     * @param limit 1 to 201
     * @throws LightWebException NOT_FOUND for who is no member; FORBIDDEN for who manages nobody
     */
    public List<Asked> open(Caller caller, String slug, Optional<UUID> after, int limit) {
        IslandRecord island = islands.joined(caller, slug);
        Optional<MemberRole> own = islands.role(caller.user(), island);
        MemberRole.requireMayManage(own, MemberRole.GUEST);
        List<Found> found =
                database.read(
                        tx -> {
                            List<Found> open = new ArrayList<>();
                            List<String> roles = managed(own.orElseThrow());
                            for (JoinRequest request :
                                    store.open(tx, island.id(), roles, after, limit)) {
                                invitations
                                        .find(tx, request.invitation())
                                        .ifPresent(known -> open.add(new Found(request, known)));
                            }
                            return open;
                        });
        Map<UserId, Person> people =
                directory.people(found.stream().map(one -> one.request().user()).toList()).stream()
                        .collect(Collectors.toMap(Person::id, Function.identity()));
        List<Asked> waiting = new ArrayList<>();
        for (Found one : found) {
            Optional.ofNullable(people.get(one.request().user()))
                    .map(person -> new Asked(one.request(), person, one.invitation()))
                    .ifPresent(waiting::add);
        }
        return waiting;
    }

    // Not a map by request: hashing a record leaves its types in a soft cache of the JDK
    // (java.lang.runtime.ObjectMethods), and with them this bundle's class loader for a while.
    private record Found(JoinRequest request, Invitation invitation) {}

    /** How many wait for the caller's yes on an island; 0 for who manages nobody there. */
    public int countFor(Caller caller, IslandRecord island) {
        List<String> roles =
                islands.role(caller.user(), island)
                        .map(JoinRequestService::managed)
                        .orElse(List.of());
        return roles.isEmpty() ? 0 : database.read(tx -> store.countOpen(tx, island.id(), roles));
    }

    /** Keys of the roles that somebody with this one may give. */
    private static List<String> managed(MemberRole own) {
        return Arrays.stream(MemberRole.values())
                .filter(own::mayManage)
                .map(MemberRole::key)
                .toList();
    }

    /** The islands that the caller waits to be let into. */
    public List<IslandRecord> mine(Caller caller) {
        return database.read(tx -> store.open(tx, caller.user())).stream()
                .flatMap(request -> islands.find(request.island()).stream())
                .toList();
    }

    /**
     * Lets somebody in as the invitation says.
     *
     * @throws LightWebException NOT_FOUND for who is no member, and where nobody waits; FORBIDDEN;
     *     CONFLICT where the end date of the membership has passed
     */
    public Pending approve(Caller caller, String slug, UUID id, String requestId) {
        IslandRecord island = islands.joined(caller, slug);
        Reason reason = new Reason(caller.user(), "let in by approval", requestId);
        return database.write(
                transaction -> {
                    LockedIsland locked = writer.lock(transaction, island);
                    JoinRequest request = open(transaction, island, id);
                    Invitation invitation =
                            invitations.find(transaction, request.invitation()).orElseThrow();
                    Terms terms = invitation.terms();
                    locked.requireMayManage(caller.user(), terms.role());
                    if (terms.memberUntil().filter(end -> !end.isAfter(writer.now())).isPresent()) {
                        throw LightWebException.conflict(
                                        "The membership that was offered would be over already."
                                                + " Invite them anew. Nothing was changed.")
                                .because("offer-over");
                    }
                    locked.requireNew(request.user());
                    decide(transaction, island, request, State.APPROVED, reason);
                    Newcomer newcomer =
                            new Newcomer(
                                    request.user(),
                                    terms.role(),
                                    invitation.madeBy(),
                                    terms.memberUntil()
                                            .map(end -> new Note.By(invitation.madeBy(), end)));
                    return new Pending(island, writer.admit(transaction, locked, newcomer, reason));
                });
    }

    /**
     * Says no. They may ask again by another invitation, not by the same.
     *
     * @throws LightWebException NOT_FOUND for who is no member, and where nobody waits; FORBIDDEN
     */
    public void refuse(Caller caller, String slug, UUID id, String requestId) {
        IslandRecord island = islands.joined(caller, slug);
        database.write(
                transaction -> {
                    LockedIsland locked = writer.lock(transaction, island);
                    JoinRequest request = open(transaction, island, id);
                    MemberRole role =
                            invitations
                                    .find(transaction, request.invitation())
                                    .orElseThrow()
                                    .terms()
                                    .role();
                    locked.requireMayManage(caller.user(), role);
                    Reason reason = new Reason(caller.user(), "refused", requestId);
                    decide(transaction, island, request, State.REFUSED, reason);
                    writer.publish(transaction, island);
                    return request;
                });
    }

    /**
     * Takes the caller's own request back.
     *
     * @throws LightWebException NOT_FOUND where they do not wait there
     */
    public void withdraw(Caller caller, String slug, String requestId) {
        IslandRecord island = islands.bySlug(slug).orElseThrow(JoinRequestService::nobodyWaits);
        // Without the lock first: a stranger keeps nobody waiting.
        if (database.read(tx -> store.openOf(tx, island.id(), caller.user())).isEmpty()) {
            throw nobodyWaits();
        }
        database.write(
                transaction -> {
                    writer.lock(transaction, island);
                    JoinRequest request =
                            store.openOf(transaction, island.id(), caller.user())
                                    .orElseThrow(JoinRequestService::nobodyWaits);
                    Reason reason = new Reason(caller.user(), "withdrawn", requestId);
                    decide(transaction, island, request, State.WITHDRAWN, reason);
                    writer.publish(transaction, island);
                    return request;
                });
    }

    private JoinRequest open(Transaction transaction, IslandRecord island, UUID id) {
        return store.find(transaction, island.id(), id)
                .filter(request -> request.state() == State.OPEN)
                .orElseThrow(JoinRequestService::nobodyWaits);
    }

    private void decide(
            Transaction transaction,
            IslandRecord island,
            JoinRequest request,
            State state,
            Reason by) {
        store.decide(transaction, request.id(), state, by.actor(), writer.now());
        String action = "island.request." + state.name().toLowerCase(Locale.ROOT);
        Written.to(request.user(), island, by, action).in(transaction);
    }

    private static LightWebException nobodyWaits() {
        return LightWebException.notFound(
                        "Nobody waits here by this request: it was decided or taken back.")
                .because("nobody-waits");
    }

    /**
     * Somebody who waits.
     *
     * @param invitation what they came by
     */
    public record Asked(JoinRequest request, Person person, Invitation invitation) {}
}
