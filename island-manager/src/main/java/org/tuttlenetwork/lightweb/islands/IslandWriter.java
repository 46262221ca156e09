// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.Directory;
import org.tuttlenetwork.lightweb.api.identity.RoleIntents;
import org.tuttlenetwork.lightweb.api.identity.RoleIntents.Reason;
import org.tuttlenetwork.lightweb.api.identity.RoleKey;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.island.Islands;
import org.tuttlenetwork.lightweb.api.mesh.Mesh;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.islands.handover.Handover;
import org.tuttlenetwork.lightweb.islands.store.HandoverStore;
import org.tuttlenetwork.lightweb.islands.store.InvitationStore;
import org.tuttlenetwork.lightweb.islands.store.IslandStore;
import org.tuttlenetwork.lightweb.islands.store.NoteStore;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
    private final Clock clock;
    private final IslandStore store = new IslandStore();
    private final NoteStore notes = new NoteStore();
    private final InvitationStore invitations = new InvitationStore();
    private final HandoverStore handovers = new HandoverStore();

    @Activate
    public IslandWriter(
            @Reference Directory directory, @Reference RoleIntents intents, @Reference Mesh mesh) {
        this(directory, intents, mesh, Clock.systemUTC());
    }

    IslandWriter(Directory directory, RoleIntents intents, Mesh mesh, Clock clock) {
        this.directory = directory;
        this.intents = intents;
        this.mesh = mesh;
        this.clock = clock;
    }

    /** Now, as PostgreSQL can keep it. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Locks the island, then reads who is in it: in the same transaction, so that what was
     * committed before is seen masked and no second connection is waited for.
     *
     * @return empty where it is dissolved
     */
    public Optional<LockedIsland> lock(Transaction transaction, UUID id) {
        return store.lock(transaction, id)
                .map(island -> new LockedIsland(island, holders(transaction, island)));
    }

    /**
     * The same.
     *
     * @throws LightWebException NOT_FOUND where it was dissolved meanwhile
     */
    public LockedIsland lock(Transaction transaction, IslandRecord island) {
        return lock(transaction, island.id()).orElseThrow(IslandService::unknown);
    }

    private Holders holders(Transaction transaction, IslandRecord island) {
        return new Holders(
                island.slug(),
                directory.holders(transaction, island.slug().rolePrefix()),
                notes.of(transaction, island.id()),
                now());
    }

    /** Brings the mesh into line with who is in. */
    void declare(Transaction transaction, IslandRecord island, Set<UserId> members) {
        mesh.declare(transaction, IslandFragment.of(island, members));
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
     * Lets somebody in who is not.
     *
     * @return the operation that gives the role
     */
    public UUID admit(
            Transaction transaction, LockedIsland locked, Newcomer newcomer, Reason reason) {
        IslandRecord island = locked.island();
        MemberRole role = newcomer.role();
        UUID operation =
                intents.grant(transaction, newcomer.user(), role.on(island.slug()), reason);
        Note note =
                Note.added(
                        new Note.By(newcomer.addedBy(), now()),
                        new Note.Asked(role, operation),
                        newcomer.until());
        note(transaction, island, newcomer.user(), note);
        publish(transaction, island);
        Written.to(newcomer.user(), island, reason, "island.member.added")
                .is("role", role.key())
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
     * Gives a member another role. Until Zitadel has it the weaker of both counts; what they had is
     * taken away then, so that nobody is out of the mesh in between.
     *
     * @return the operation that gives the role
     */
    public UUID change(
            Transaction transaction, LockedIsland locked, UserId user, MemberRole role, Reason by) {
        IslandRecord island = locked.island();
        UUID operation = intents.grant(transaction, user, role.on(island.slug()), by);
        if (role != MemberRole.OWNER) {
            handovers.removeWith(transaction, island.id(), user);
        }
        Note note = locked.holders().note(user);
        Optional<Note.By> until = role == MemberRole.OWNER ? Optional.empty() : note.until();
        notes.put(
                transaction,
                island.id(),
                user,
                note.withUntil(until).withChange(Optional.of(new Note.Asked(role, operation))));
        publish(transaction, island);
        Written.to(user, island, by, "island.member.changed")
                .was("role", locked.holders().role(user).orElse(MemberRole.GUEST).key())
                .is("role", role.key())
                .in(transaction);
        return operation;
    }

    /**
     * Cuts somebody off: masked at once, then taken out of Zitadel and the mesh side by side
     * (DECISIONS 1.3). What they let others in by ends too.
     *
     * @return the operation
     */
    UUID expel(Transaction transaction, LockedIsland locked, UserId user, Reason by) {
        IslandRecord island = locked.island();
        UUID operation = new UUID(0, 0);
        // Every role, not only those that are seen: of what was asked for before, and is not
        // confirmed, nothing may come true later.
        for (RoleKey key : MemberRole.all(island.slug())) {
            operation = intents.revoke(transaction, user, key, by);
        }
        notes.remove(transaction, island.id(), user);
        if (!by.actor().equals(user)) {
            store.noteRemoval(transaction, island.id(), user, now());
        }
        Written written = Written.to(user, island, by, departure(locked, user, by));
        locked.holders().role(user).ifPresent(role -> written.was("role", role.key()));
        written.in(transaction);
        invitations.revokeOf(transaction, island.id(), user, now());
        handovers.removeWith(transaction, island.id(), user);
        declare(transaction, island, locked.holders().membersWithout(user));
        return operation;
    }

    private static String departure(LockedIsland locked, UserId user, Reason by) {
        if (locked.holders().note(user).isOver(locked.holders().now())) {
            return "island.member.ended";
        }
        return by.actor().equals(user) ? "island.member.left" : "island.member.removed";
    }

    /**
     * Brings an island into line with the directory as it is now: ends memberships that are over,
     * takes away what a change of role replaces, and declares who is in.
     */
    void align(Transaction transaction, LockedIsland locked) {
        Holders holders = locked.holders();
        for (UserId user : holders.notes().keySet()) {
            Note note = holders.note(user);
            Optional<UserId> ended =
                    note.until().filter(_ -> note.isOver(holders.now())).map(Note.By::who);
            if (ended.isPresent()) {
                expel(transaction, locked, user, reason(ended.get(), "the end date has passed"));
            } else {
                note.change().ifPresent(to -> settle(transaction, locked, user, to));
            }
        }
        handOver(transaction, locked);
        declare(transaction, locked.island(), holders.members());
    }

    /** The old owner is less once the new one is there, and not before. */
    private void handOver(Transaction transaction, LockedIsland locked) {
        IslandRecord island = locked.island();
        Optional<Handover> done =
                handovers
                        .find(transaction, island.id())
                        .filter(one -> one.state() == Handover.State.ACCEPTED)
                        .filter(
                                one ->
                                        locked.holders().role(one.to()).orElse(MemberRole.GUEST)
                                                == MemberRole.OWNER);
        done.ifPresent(
                handover -> {
                    handovers.remove(transaction, island.id());
                    Reason reason = reason(handover.from(), "handed over");
                    Written.to(handover.to(), island, reason, "island.handover.done")
                            .in(transaction);
                    if (locked.holders().role(handover.from()).orElse(MemberRole.GUEST)
                            == MemberRole.OWNER) {
                        change(transaction, locked, handover.from(), MemberRole.ADMIN, reason);
                    }
                });
    }

    private void settle(
            Transaction transaction, LockedIsland locked, UserId user, Note.Asked change) {
        RoleKey wanted = change.role().on(locked.island().slug());
        Holders holders = locked.holders();
        Note note = holders.note(user);
        UUID island = locked.island().id();
        if (holders.keys(user).isEmpty()) {
            // Taken out in Zitadel's console meanwhile: they are on the way like anybody new.
            notes.put(transaction, island, user, note.withAsked(change));
            return;
        }
        if (!holders.keys(user).contains(wanted)) {
            return;
        }
        Reason reason = reason(user, "replaced by " + change.role().key());
        for (RoleKey key : holders.keys(user)) {
            if (!key.equals(wanted)) {
                intents.revoke(transaction, user, key, reason);
            }
        }
        notes.put(transaction, island, user, note.withChange(Optional.empty()));
    }

    private static Reason reason(UserId actor, String text) {
        return new Reason(actor, text, "");
    }
}
