// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

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
import org.tuttlenetwork.lightweb.api.mesh.Mesh;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.islands.store.IslandStore;
import org.tuttlenetwork.lightweb.islands.store.NoteStore;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The use cases of members: who may let whom in, change and take out. */
@Component(service = MemberService.class)
public final class MemberService {
    /** The furthest end date. */
    static final Duration LONGEST = Duration.ofDays(3653);

    /** How long a removal can be undone with a click. */
    private static final Duration UNDO = Duration.ofMinutes(10);

    private final Database database;
    private final Directory directory;
    private final Mesh mesh;
    private final IslandService islands;
    private final IslandWriter writer;
    private final NoteStore notes = new NoteStore();
    private final IslandStore store = new IslandStore();

    @Activate
    public MemberService(
            @Reference Database database,
            @Reference Directory directory,
            @Reference Mesh mesh,
            @Reference IslandService islands,
            @Reference IslandWriter writer) {
        this.database = database;
        this.directory = directory;
        this.mesh = mesh;
        this.islands = islands;
        this.writer = writer;
    }

    /**
     * The members of an island, owners first, then by name; among them those whose role Zitadel has
     * not confirmed yet.
     *
     * @throws LightWebException NOT_FOUND for who is no member: an administrator sees no content
     */
    public List<Member> members(Caller caller, String slug) {
        IslandRecord island = islands.joined(caller, slug);
        Map<UserId, Note> known = database.read(tx -> notes.of(tx, island.id()));
        Holders holders =
                new Holders(
                        island.slug(),
                        directory.holders(island.slug().rolePrefix()),
                        known,
                        writer.now());
        return MemberList.of(holders, directory, mesh);
    }

    /**
     * Whether somebody manages members of an island.
     *
     * @throws LightWebException NOT_FOUND for who is no member
     */
    public boolean mayManage(Caller caller, String slug) {
        IslandRecord island = islands.joined(caller, slug);
        return islands.role(caller.user(), island)
                .filter(role -> role.mayManage(MemberRole.GUEST))
                .isPresent();
    }

    /**
     * Gives somebody a role on an island: lets them in, or changes the role that they have.
     *
     * @param login exact login name or verified e-mail
     * @throws LightWebException FORBIDDEN where the caller's role may not give this one; INVALID
     *     for an unknown person; CONFLICT for somebody who has the role
     */
    public Pending add(
            Caller caller, String slug, String login, MemberRole role, String requestId) {
        IslandRecord island = islands.visible(caller, slug);
        MemberRole.requireMayManage(islands.role(caller.user(), island), role);
        Person person =
                directory
                        .findByLogin(login.strip())
                        .filter(Person::active)
                        .orElseThrow(
                                () ->
                                        LightWebException.invalid(
                                                        "login",
                                                        "nobody active has this login name or"
                                                                + " e-mail")
                                                .because("nobody-found"));
        Reason reason =
                new Reason(caller.user(), "added as " + role.key() + " of " + slug, requestId);
        return database.write(
                transaction -> {
                    LockedIsland locked = writer.lock(transaction, island);
                    // Behind the lock: whoever was demoted meanwhile adds nobody any more.
                    locked.requireMayManage(caller.user(), role);
                    locked.requireMayManageComing(caller.user(), person.id());
                    if (locked.holders().role(person.id()).isPresent()) {
                        return new Pending(
                                island, changed(transaction, locked, person.id(), role, reason));
                    }
                    requireOther(locked.holders().note(person.id()).coming(), role);
                    Newcomer newcomer =
                            new Newcomer(person.id(), role, caller.user(), Optional.empty());
                    return new Pending(island, writer.bring(transaction, locked, newcomer, reason));
                });
    }

    private UUID changed(
            Transaction transaction, LockedIsland locked, UserId user, MemberRole role, Reason by) {
        MemberRole held = locked.requireMember(user);
        locked.requireMayManage(by.actor(), held);
        locked.requireMayManage(by.actor(), role);
        locked.requireMayManageComing(by.actor(), user);
        Optional<Note.Asked> change = locked.holders().note(user).change();
        requireOther(change, role);
        if (change.isEmpty() && held == role) {
            throw hasRole();
        }
        if (role != MemberRole.OWNER) {
            locked.requireAnotherOwner(user);
        }
        return writer.change(transaction, locked, user, role, by);
    }

    /**
     * Gives a member another role. What they may do is the weaker of both at once, and the new one
     * when Zitadel has it.
     *
     * @throws LightWebException NOT_FOUND for who is no member; FORBIDDEN where the caller may not
     *     manage one of both roles; CONFLICT for who has the role, and for the last owner
     */
    public Pending change(
            Caller caller, String slug, UserId user, MemberRole role, String requestId) {
        IslandRecord island = islands.visible(caller, slug);
        Reason reason = new Reason(caller.user(), "made " + role.key() + " of " + slug, requestId);
        return database.write(
                transaction -> {
                    LockedIsland locked = writer.lock(transaction, island);
                    return new Pending(island, changed(transaction, locked, user, role, reason));
                });
    }

    /**
     * Sets when a membership ends by itself, or that it does not.
     *
     * @param until in the future, at most ten years; empty for no end
     * @throws LightWebException NOT_FOUND for who is no member; FORBIDDEN; INVALID for another
     *     date, and for an owner, who has no end
     */
    public void until(
            Caller caller, String slug, UserId user, Optional<Instant> until, String requestId) {
        IslandRecord island = islands.visible(caller, slug);
        Reason reason = new Reason(caller.user(), "set the end date", requestId);
        until.ifPresent(date -> requireFuture("until", date, writer.now()));
        database.write(
                transaction -> {
                    LockedIsland locked = writer.lock(transaction, island);
                    MemberRole held = locked.requireMember(user);
                    locked.requireMayManage(caller.user(), held);
                    locked.requireMayManageComing(caller.user(), user);
                    boolean owner =
                            held == MemberRole.OWNER
                                    || locked.holders()
                                            .note(user)
                                            .change()
                                            .filter(to -> to.role() == MemberRole.OWNER)
                                            .isPresent();
                    if (until.isPresent() && owner) {
                        throw LightWebException.invalid(
                                        "until", "an owner has no end date; change the role first")
                                .because("owner-without-end");
                    }
                    Optional<Note.By> end = until.map(date -> new Note.By(caller.user(), date));
                    Note before = locked.holders().note(user);
                    Note note = before.withUntil(end);
                    writer.note(transaction, island, user, note);
                    Written.to(user, island, reason, "island.member.until")
                            .was("until", before.until().map(Note.By::at))
                            .is("until", until)
                            .in(transaction);
                    writer.publish(transaction, island);
                    return note;
                });
    }

    /**
     * Removes somebody from an island, or lets the caller leave: masked at once, then taken out of
     * Zitadel and the mesh side by side (DECISIONS 1.3).
     *
     * @throws LightWebException CONFLICT for the last owner; FORBIDDEN; NOT_FOUND for who is no
     *     member
     */
    public Pending remove(Caller caller, String slug, UserId user, String requestId) {
        IslandRecord island = islands.visible(caller, slug);
        boolean leaving = caller.user().equals(user);
        Reason reason =
                new Reason(caller.user(), (leaving ? "left " : "removed from ") + slug, requestId);
        return database.write(
                transaction -> {
                    LockedIsland locked = writer.lock(transaction, island);
                    Holders holders = locked.holders();
                    MemberRole role =
                            holders.role(user)
                                    .or(() -> holders.note(user).coming().map(Note.Asked::role))
                                    .orElseThrow(LockedIsland::noMember);
                    if (!leaving) {
                        locked.requireMayManage(caller.user(), role);
                        locked.requireMayManageComing(caller.user(), user);
                    }
                    locked.requireAnotherOwner(user);
                    return new Pending(island, writer.expel(transaction, locked, user, reason));
                });
    }

    /**
     * Somebody whom the caller has just taken out, and can take back.
     *
     * @param user an id, as somebody typed it
     */
    public Optional<Person> removed(Caller caller, String slug, String user) {
        IslandRecord island = islands.joined(caller, slug);
        return UserId.parse(user)
                .filter(
                        id ->
                                database.read(tx -> store.removal(tx, island.id(), id))
                                        .filter(one -> isUndoable(one, caller))
                                        .isPresent())
                .flatMap(directory::person);
    }

    private boolean isUndoable(Removal removal, Caller caller) {
        return removal.by().who().equals(caller.user())
                && writer.now().isBefore(removal.by().at().plus(UNDO));
    }

    /**
     * Takes somebody back whom the caller took out a moment ago, as what they were.
     *
     * @throws LightWebException NOT_FOUND where the caller took nobody out, or longer ago than ten
     *     minutes; FORBIDDEN; CONFLICT for who is in again
     */
    public Pending restore(Caller caller, String slug, UserId user, String requestId) {
        IslandRecord island = islands.joined(caller, slug);
        Reason reason = new Reason(caller.user(), "taken back", requestId);
        return database.write(
                transaction -> {
                    LockedIsland locked = writer.lock(transaction, island);
                    Removal removal =
                            store.removal(transaction, island.id(), user)
                                    .filter(one -> isUndoable(one, caller))
                                    .orElseThrow(LockedIsland::noMember);
                    locked.requireMayManage(caller.user(), removal.role());
                    locked.requireNew(user);
                    Newcomer newcomer =
                            new Newcomer(user, removal.role(), caller.user(), removal.until());
                    return new Pending(island, writer.bring(transaction, locked, newcomer, reason));
                });
    }

    /**
     * @throws LightWebException INVALID, naming the field
     */
    static void requireFuture(String field, Instant date, Instant now) {
        if (!date.isAfter(now) || date.isAfter(now.plus(LONGEST))) {
            throw LightWebException.invalid(field, "in the future, at most ten years from now")
                    .because("end-date");
        }
    }

    private static void requireOther(Optional<Note.Asked> coming, MemberRole wanted) {
        if (coming.filter(asked -> asked.role() == wanted).isPresent()) {
            throw hasRole();
        }
    }

    private static LightWebException hasRole() {
        return LightWebException.conflict(
                        "This person has this role already, or it is on its way. Nothing was"
                                + " changed.")
                .because("has-role");
    }
}
