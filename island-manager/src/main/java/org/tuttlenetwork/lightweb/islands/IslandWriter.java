// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.data.Ids;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.Directory;
import org.tuttlenetwork.lightweb.api.identity.RoleIntents;
import org.tuttlenetwork.lightweb.api.identity.RoleIntents.Reason;
import org.tuttlenetwork.lightweb.api.identity.RoleKey;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.island.Islands;
import org.tuttlenetwork.lightweb.api.mesh.Mesh;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.islands.JoinRequest.State;
import org.tuttlenetwork.lightweb.islands.store.AgreementStore;
import org.tuttlenetwork.lightweb.islands.store.DeviceStore;
import org.tuttlenetwork.lightweb.islands.store.HandoverStore;
import org.tuttlenetwork.lightweb.islands.store.InvitationStore;
import org.tuttlenetwork.lightweb.islands.store.IslandStore;
import org.tuttlenetwork.lightweb.islands.store.JoinRequestStore;
import org.tuttlenetwork.lightweb.islands.store.NamesStore;
import org.tuttlenetwork.lightweb.islands.store.NoteStore;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Locks an island, and writes what follows from who is let in or out. Every method works in the
 * transaction that it is handed.
 */
@Component(service = IslandWriter.class)
public final class IslandWriter {
    private final Directory directory;
    private final RoleIntents intents;
    private final Mesh mesh;
    private final IslandSettings settings;
    private final Clock clock;
    private final IslandStore store = new IslandStore();
    private final NoteStore notes = new NoteStore();
    private final InvitationStore invitations = new InvitationStore();
    private final HandoverStore handovers = new HandoverStore();
    private final JoinRequestStore requests = new JoinRequestStore();
    private final AgreementStore agreements = new AgreementStore();
    private final DeviceStore devices = new DeviceStore();
    private final NamesStore names = new NamesStore();
    private final Passage passage = new Passage();

    @Activate
    public IslandWriter(
            @Reference Directory directory,
            @Reference RoleIntents intents,
            @Reference Mesh mesh,
            @Reference IslandSettings settings) {
        this(directory, intents, mesh, settings, Clock.systemUTC());
    }

    IslandWriter(
            Directory directory,
            RoleIntents intents,
            Mesh mesh,
            IslandSettings settings,
            Clock clock) {
        this.directory = directory;
        this.intents = intents;
        this.mesh = mesh;
        this.settings = settings;
        this.clock = clock;
    }

    /** Now, as PostgreSQL can keep it. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** A new id. */
    public UUID nextId() {
        return Ids.next(clock);
    }

    /**
     * Locks the island, then reads who is in it: in the same transaction, so that what was
     * committed before is seen masked and no second connection is waited for. Whose time is over is
     * out before anything is decided.
     *
     * @return empty where it is dissolved
     */
    public Optional<LockedIsland> lock(Transaction transaction, UUID id) {
        return store.lock(transaction, id).map(island -> current(transaction, island));
    }

    /**
     * The same.
     *
     * @throws LightWebException NOT_FOUND where it was dissolved meanwhile
     */
    public LockedIsland lock(Transaction transaction, IslandRecord island) {
        return lock(transaction, island.id()).orElseThrow(IslandService::unknown);
    }

    private LockedIsland current(Transaction transaction, IslandRecord island) {
        LockedIsland locked = new LockedIsland(island, holders(transaction, island));
        Holders holders = locked.holders();
        // Before anybody is taken out: that declares all who are in.
        boolean moved = passage.notice(transaction, locked);
        boolean any = false;
        for (UserId user : holders.notes().keySet()) {
            Optional<UserId> ended = holders.endedBy(user);
            if (ended.isPresent()) {
                expel(transaction, locked, user, reason(ended.get(), "the end date has passed"));
                any = true;
            }
        }
        if (moved && !any) {
            declare(transaction, island, holders.members());
        }
        return any ? new LockedIsland(island, holders(transaction, island)) : locked;
    }

    /** Who is in at this moment, without a lock: for looking, never for deciding. */
    public Optional<LockedIsland> look(Transaction transaction, UUID id) {
        return store.find(transaction, id)
                .map(island -> new LockedIsland(island, holders(transaction, island)));
    }

    private Holders holders(Transaction transaction, IslandRecord island) {
        return new Holders(
                island.slug(),
                directory.holders(transaction, island.slug().rolePrefix()),
                notes.of(transaction, island.id()),
                now());
    }

    /** Brings the mesh into line with who is in, and what they have agreed to. */
    public void declare(Transaction transaction, IslandRecord island, Set<UserId> members) {
        Agreements agreed = agreements.of(transaction, island.id());
        UUID id = island.id();
        String domain = settings.domain();
        IslandNames named = new IslandNames(domain, names.namesDevices(transaction, id));
        mesh.declare(
                transaction,
                IslandFragment.of(island, members, agreed, devices.of(transaction, id), named));
        names.declared(transaction, id, domain);
        store.declared(transaction, island.id(), members);
        notes.arrived(transaction, island.id(), members);
        publish(transaction, island);
    }

    /** Tells everybody who follows islands. */
    public void publish(Transaction transaction, IslandRecord island) {
        String json = "{\"island\":\"" + island.id() + "\",\"slug\":\"" + island.slug() + "\"}";
        transaction.publish(Islands.TOPIC, island.id().toString(), json);
    }

    /**
     * Lets somebody in who did not ask to be: they were shown no rules, and agree to more
     * themselves (DECISIONS 1.11).
     *
     * @return the operation that gives the role
     * @throws LightWebException CONFLICT where the island has as many members as it can
     */
    public UUID bring(
            Transaction transaction, LockedIsland locked, Newcomer newcomer, Reason reason) {
        agreements.keep(
                transaction, locked.island().id(), newcomer.user(), new MemberRules.ServicesOnly());
        return admit(transaction, locked, newcomer, reason);
    }

    /**
     * Lets somebody in who is not, or is on the way as something else: of that nothing comes true.
     *
     * @return the operation that gives the role
     * @throws LightWebException CONFLICT where the island has as many members as it can
     */
    public UUID admit(
            Transaction transaction, LockedIsland locked, Newcomer newcomer, Reason reason) {
        IslandRecord island = locked.island();
        UserId user = newcomer.user();
        RoleKey wanted = newcomer.role().on(island.slug());
        settings.requireAnotherMember(locked.holders().countWithout(user));
        if (!locked.holders().note(user).equals(Note.NONE)) {
            revokeAllBut(transaction, locked, user, wanted, reason);
        }
        // Of an earlier membership nothing comes back by itself.
        devices.removeOf(transaction, island.id(), user);
        UUID operation = intents.grant(transaction, user, wanted, reason);
        Note note =
                Note.added(
                        new Note.By(newcomer.addedBy(), now()),
                        new Note.Asked(newcomer.role(), operation),
                        newcomer.until());
        note(transaction, island, user, note);
        requests.closeOf(transaction, island.id(), user, State.APPROVED, reason.actor(), now());
        publish(transaction, island);
        Written.to(user, island, reason, "island.member.added")
                .is("role", newcomer.role().key())
                .is("until", newcomer.until().map(Note.By::at))
                .in(transaction);
        return operation;
    }

    /** Keeps what is known of a membership, and sees to it that it ends when it is to. */
    void note(Transaction transaction, IslandRecord island, UserId user, Note note) {
        notes.put(transaction, island.id(), user, note);
        note.until().ifPresent(end -> MembershipEnd.enqueue(transaction, island, user, end.at()));
    }

    /**
     * Gives a member another role. Until Zitadel has it the weaker of both counts; what they have
     * is taken away then, so that nobody is out of the mesh in between. What else was on its way
     * for them never comes, and what they invited by for a role that they may give no more ends for
     * good.
     *
     * @return the operation that gives the role, or takes what was on its way back
     */
    public UUID change(
            Transaction transaction, LockedIsland locked, UserId user, MemberRole role, Reason by) {
        IslandRecord island = locked.island();
        Holders holders = locked.holders();
        RoleKey wanted = role.on(island.slug());
        if (role != MemberRole.OWNER) {
            handovers.removeWith(transaction, island.id(), user);
        }
        // Of both roles: what has ended by the one is not brought back by the other.
        MemberRole weaker = holders.role(user).map(role::weaker).orElse(role);
        invitations.revokeOf(transaction, island.id(), user, weaker.unmanaged(), now());
        if (role == MemberRole.GUEST) {
            devices.removeOf(transaction, island.id(), user);
            declare(transaction, island, holders.members());
        }
        Written.to(user, island, by, "island.member.changed")
                .was("role", holders.role(user).orElse(MemberRole.GUEST).key())
                .is("role", role.key())
                .in(transaction);
        Note note = holders.note(user);
        Optional<Note.By> until = role == MemberRole.OWNER ? Optional.empty() : note.until();
        UUID operation;
        Optional<Note.Asked> change;
        if (holders.keys(user).contains(wanted)) {
            // Held already: nothing has to be waited for.
            operation = revokeAllBut(transaction, locked, user, wanted, by);
            change = Optional.empty();
        } else {
            for (RoleKey queued : queued(holders, user, wanted)) {
                intents.revoke(transaction, user, queued, by);
            }
            operation = intents.grant(transaction, user, wanted, by);
            change = Optional.of(new Note.Asked(role, operation));
        }
        notes.put(transaction, island.id(), user, note.withUntil(until).withChange(change));
        publish(transaction, island);
        return operation;
    }

    /** What may be on its way for a member and is neither held nor wanted. */
    private static List<RoleKey> queued(Holders holders, UserId user, RoleKey wanted) {
        if (holders.note(user).change().isEmpty() && holders.note(user).asked().isEmpty()) {
            return List.of();
        }
        List<RoleKey> held = holders.keys(user);
        return MemberRole.all(holders.slug()).stream()
                .filter(key -> !key.equals(wanted) && !held.contains(key))
                .toList();
    }

    private UUID revokeAllBut(
            Transaction transaction, LockedIsland locked, UserId user, RoleKey wanted, Reason by) {
        UUID operation = new UUID(0, 0);
        for (RoleKey key : MemberRole.all(locked.island().slug())) {
            if (!key.equals(wanted)) {
                operation = intents.revoke(transaction, user, key, by);
            }
        }
        return operation;
    }

    /**
     * Takes a change of role back that is on its way: who was to become something stays what they
     * are.
     */
    public void cancelChange(Transaction transaction, LockedIsland locked, UserId user, Reason by) {
        Note note = locked.holders().note(user);
        if (note.change().isPresent()) {
            for (RoleKey key : MemberRole.all(locked.island().slug())) {
                if (!locked.holders().keys(user).contains(key)) {
                    intents.revoke(transaction, user, key, by);
                }
            }
            notes.put(transaction, locked.island().id(), user, note.withChange(Optional.empty()));
        }
    }

    /**
     * Cuts somebody off: masked at once, then taken out of Zitadel and the mesh side by side
     * (DECISIONS 1.3). What they let others in by ends too, and so does an island's way to somebody
     * else that they had begun.
     *
     * @return the operation
     */
    UUID expel(Transaction transaction, LockedIsland locked, UserId user, Reason by) {
        IslandRecord island = locked.island();
        Holders holders = locked.holders();
        boolean ended = holders.endedBy(user).isPresent();
        Optional<MemberRole> held =
                MemberRole.highest(holders.roles().getOrDefault(user, Set.of()), island.slug());
        Written written = Written.to(user, island, by, departure(ended, user, by));
        held.ifPresent(role -> written.was("role", role.key()));
        written.in(transaction);
        UUID operation = new UUID(0, 0);
        // Every role, not only those that are seen: of what was asked for before, and is not
        // confirmed, nothing may come true later.
        for (RoleKey key : MemberRole.all(island.slug())) {
            operation = intents.revoke(transaction, user, key, by);
        }
        if (!ended && !by.actor().equals(user)) {
            Note.By removal = new Note.By(by.actor(), now());
            MemberRole role =
                    holders.role(user)
                            .or(() -> holders.note(user).asked().map(Note.Asked::role))
                            .orElse(MemberRole.GUEST);
            store.noteRemoval(
                    transaction,
                    island.id(),
                    user,
                    new Removal(role, holders.note(user).until(), removal));
        }
        notes.remove(transaction, island.id(), user);
        // What they have agreed to outlives their absence.
        agreements.keep(transaction, island.id(), user, island.rules());
        invitations.revokeOf(transaction, island.id(), user, now());
        requests.closeOf(transaction, island.id(), user, State.REFUSED, by.actor(), now());
        devices.removeOf(transaction, island.id(), user);
        endHandover(transaction, locked, user, by);
        Candidacy.end(transaction, island, user, by);
        declare(transaction, island, holders.membersWithout(user));
        return operation;
    }

    private static String departure(boolean ended, UserId user, Reason by) {
        if (ended) {
            return "island.member.ended";
        }
        return by.actor().equals(user) ? "island.member.left" : "island.member.removed";
    }

    private void endHandover(Transaction transaction, LockedIsland locked, UserId user, Reason by) {
        UUID island = locked.island().id();
        handovers
                .find(transaction, island)
                .filter(one -> one.from().equals(user))
                .filter(one -> one.state() == Handover.State.ACCEPTED)
                .ifPresent(one -> cancelChange(transaction, locked, one.to(), by));
        handovers.removeWith(transaction, island, user);
    }

    private static Reason reason(UserId actor, String text) {
        return new Reason(actor, text, "");
    }
}
