// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.rescue;

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
import org.tuttlenetwork.lightweb.islands.Candidacy;
import org.tuttlenetwork.lightweb.islands.IslandRecord;
import org.tuttlenetwork.lightweb.islands.IslandService;
import org.tuttlenetwork.lightweb.islands.IslandSettings;
import org.tuttlenetwork.lightweb.islands.IslandWriter;
import org.tuttlenetwork.lightweb.islands.LockedIsland;
import org.tuttlenetwork.lightweb.islands.MemberRole;
import org.tuttlenetwork.lightweb.islands.Newcomer;
import org.tuttlenetwork.lightweb.islands.Rescue;
import org.tuttlenetwork.lightweb.islands.ShownText;
import org.tuttlenetwork.lightweb.islands.store.RescueStore;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An administrator of the network makes a member the owner of an island that has lost its own, or
 * anybody where no member is active any more: announced to the members, written into both journals,
 * and done after a delay in which an owner who is there after all can stop it.
 */
@Component(service = RescueService.class)
public final class RescueService {
    private static final ShownText WHY = new ShownText(200);

    private final Database database;
    private final Directory directory;
    private final IslandService islands;
    private final IslandWriter writer;
    private final IslandSettings settings;
    private final RestoreBrake brake;
    private final RescueStore store = new RescueStore();

    @Activate
    public RescueService(
            @Reference Database database,
            @Reference Directory directory,
            @Reference IslandService islands,
            @Reference IslandWriter writer,
            @Reference IslandSettings settings,
            @Reference RestoreBrake brake) {
        this.database = database;
        this.directory = directory;
        this.islands = islands;
        this.writer = writer;
        this.settings = settings;
        this.brake = brake;
    }

    /**
     * Announces a new owner.
     *
     * @param login of an active member, or of anybody active where there is none: exact login name
     *     or verified e-mail
     * @param why 1 to 200 characters, shown to the members
     * @throws LightWebException FORBIDDEN for who is no administrator; NOT_FOUND for no island;
     *     INVALID for who is no member, and for no reason; CONFLICT where one is announced already,
     *     or they own it
     */
    public Rescue announce(Caller caller, String slug, String login, String why, String requestId) {
        requireAdministrator(caller);
        IslandRecord island = islands.bySlug(slug).orElseThrow(IslandService::unknown);
        String reason = WHY.require("why", why);
        Optional<UserId> found =
                directory.findByLogin(login.strip()).filter(Person::active).map(Person::id);
        return database.write(
                transaction -> {
                    LockedIsland locked = writer.lock(transaction, island);
                    UserId candidate = requireCandidate(locked, found);
                    Instant now = writer.now();
                    Rescue rescue =
                            new Rescue(
                                    island.id(),
                                    candidate,
                                    caller.user(),
                                    reason,
                                    now,
                                    now.plus(settings.rescueDelay()));
                    if (!store.add(transaction, rescue)) {
                        throw LightWebException.conflict(
                                        "A new owner is announced already. Nothing was changed.")
                                .because("rescue-announced");
                    }
                    RescueTask.enqueue(transaction, rescue);
                    Reason by = new Reason(caller.user(), reason, requestId);
                    written(transaction, island, rescue, "announced", by);
                    return rescue;
                });
    }

    private static UserId requireCandidate(LockedIsland locked, Optional<UserId> found) {
        if (isEmpty(locked)) {
            return found.orElseThrow(RescueService::nobody);
        }
        UserId candidate = found.orElseThrow(RescueService::noMember);
        MemberRole role = locked.holders().role(candidate).orElseThrow(RescueService::noMember);
        if (role == MemberRole.OWNER) {
            throw LightWebException.conflict(
                            "This person owns the island already. Nothing was changed.")
                    .because("owns-already");
        }
        return candidate;
    }

    /** Whether no member is active, so that none of them can be made the owner. */
    private static boolean isEmpty(LockedIsland locked) {
        return locked.holders().members().isEmpty();
    }

    /**
     * Stops it.
     *
     * @throws LightWebException NOT_FOUND where nothing is announced, and for who is no member;
     *     FORBIDDEN for who neither owns the island nor administers the network
     */
    public void stop(Caller caller, String slug, String requestId) {
        IslandRecord island = islands.visible(caller, slug);
        database.write(
                transaction -> {
                    LockedIsland locked = writer.lock(transaction, island);
                    boolean may =
                            caller.isAdministrator() || locked.holders().isOwner(caller.user());
                    if (!may) {
                        throw LightWebException.forbidden(
                                        "Only an owner, or an administrator of the network, can"
                                                + " stop this.")
                                .because("owner-stops");
                    }
                    Rescue rescue =
                            store.find(transaction, island.id())
                                    .orElseThrow(RescueService::nothing);
                    store.remove(transaction, island.id());
                    Reason by = new Reason(caller.user(), rescue.why(), requestId);
                    written(transaction, island, rescue, "stopped", by);
                    return rescue;
                });
    }

    /**
     * What is announced to an island's members.
     *
     * @throws LightWebException NOT_FOUND for who neither is a member nor administers the network
     */
    public Optional<Rescue> announced(Caller caller, String slug) {
        IslandRecord island = islands.visible(caller, slug);
        return database.read(tx -> store.find(tx, island.id()));
    }

    /** The same of one of somebody's own islands. */
    public Optional<Rescue> announced(IslandRecord island) {
        return database.read(tx -> store.find(tx, island.id()));
    }

    /** All that is announced, by when it is due: for administrators. */
    public List<Rescue> all(Caller caller) {
        requireAdministrator(caller);
        return database.read(store::all);
    }

    /** Does what is due; nothing where it was stopped, or who was named has gone. */
    void carryOut(UUID id) {
        Optional<Restoration> held = brake.held();
        // Not in the transaction: the directory takes a connection of its own.
        Optional<Person> active =
                database.read(tx -> store.find(tx, id))
                        .flatMap(rescue -> directory.findById(rescue.candidate()))
                        .filter(Person::active);
        database.write(
                transaction -> {
                    Optional<LockedIsland> found = writer.lock(transaction, id);
                    Optional<Rescue> due =
                            store.find(transaction, id)
                                    .filter(one -> !writer.now().isBefore(one.dueAt()));
                    if (found.isPresent() && due.isPresent()) {
                        store.remove(transaction, id);
                        boolean known =
                                active.map(Person::id)
                                        .filter(due.get().candidate()::equals)
                                        .isPresent();
                        boolean may = known && !isRestored(due.get(), held);
                        appoint(transaction, found.get(), due.get(), may);
                    }
                    return id;
                });
    }

    /** Of a restored state nobody knows whether it was stopped since. */
    private static boolean isRestored(Rescue rescue, Optional<Restoration> held) {
        return held.filter(one -> rescue.askedAt().isBefore(one.restoredAt())).isPresent();
    }

    /**
     * @param may whether who was named is active, and the announcement one of this state
     */
    private void appoint(Transaction transaction, LockedIsland locked, Rescue rescue, boolean may) {
        IslandRecord island = locked.island();
        UserId candidate = rescue.candidate();
        Reason reason = new Reason(rescue.by(), "made the owner: " + rescue.why(), "");
        if (may && locked.holders().role(candidate).isPresent()) {
            writer.change(transaction, locked, candidate, MemberRole.OWNER, reason);
        } else if (may && isEmpty(locked)) {
            Newcomer owner =
                    new Newcomer(candidate, MemberRole.OWNER, rescue.by(), Optional.empty());
            writer.bring(transaction, locked, owner, reason);
        } else {
            written(transaction, island, rescue, "dropped", reason);
            return;
        }
        written(transaction, island, rescue, "done", reason);
    }

    private void written(
            Transaction transaction, IslandRecord island, Rescue rescue, String what, Reason by) {
        writer.publish(transaction, island);
        Candidacy.written(transaction, island, rescue, what, by);
    }

    private static void requireAdministrator(Caller caller) {
        if (!caller.isAdministrator()) {
            throw LightWebException.forbidden("Only an administrator makes somebody an owner.");
        }
    }

    private static LightWebException noMember() {
        return LightWebException.invalid("login", "no active member has this login name or e-mail")
                .because("no-member-found");
    }

    private static LightWebException nobody() {
        return LightWebException.invalid("login", "nobody active has this login name or e-mail")
                .because("nobody-found");
    }

    private static LightWebException nothing() {
        return LightWebException.notFound("Nothing is announced here any more.")
                .because("nothing-announced");
    }
}
