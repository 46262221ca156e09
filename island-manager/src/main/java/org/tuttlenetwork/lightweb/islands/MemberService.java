// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.Directory;
import org.tuttlenetwork.lightweb.api.identity.Person;
import org.tuttlenetwork.lightweb.api.identity.RoleIntents.Reason;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.mesh.Mesh;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.islands.store.NoteStore;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The use cases of members: who may let whom in, change and take out. */
@Component(service = MemberService.class)
public final class MemberService {
    /** The furthest end date. */
    static final Duration LONGEST = Duration.ofDays(3653);

    private final Database database;
    private final Directory directory;
    private final Mesh mesh;
    private final IslandService islands;
    private final IslandWriter writer;
    private final NoteStore notes = new NoteStore();

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
                    Optional<MemberRole> held = locked.holders().role(person.id());
                    if (held.isEmpty()) {
                        Newcomer newcomer =
                                new Newcomer(person.id(), role, caller.user(), Optional.empty());
                        return new Pending(
                                island, writer.admit(transaction, locked, newcomer, reason));
                    }
                    requireOther(held.get(), role, person.displayName());
                    locked.requireMayManage(caller.user(), held.get());
                    requireNotTheLastOwner(locked, person.id(), role);
                    return new Pending(
                            island, writer.change(transaction, locked, person.id(), role, reason));
                });
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
                    MemberRole held = locked.requireMember(user);
                    locked.requireMayManage(caller.user(), held);
                    locked.requireMayManage(caller.user(), role);
                    requireOther(held, role, name(user));
                    requireNotTheLastOwner(locked, user, role);
                    return new Pending(
                            island, writer.change(transaction, locked, user, role, reason));
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
                    if (until.isPresent() && held == MemberRole.OWNER) {
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
                                    .or(() -> holders.note(user).asked().map(Note.Asked::role))
                                    .orElseThrow(LockedIsland::noMember);
                    if (!leaving) {
                        locked.requireMayManage(caller.user(), role);
                    }
                    locked.requireAnotherOwner(user);
                    return new Pending(island, writer.expel(transaction, locked, user, reason));
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

    private static void requireOther(MemberRole held, MemberRole wanted, String name) {
        if (held == wanted) {
            throw LightWebException.conflict(name + " has this role already. Nothing was changed.")
                    .because("has-role", name);
        }
    }

    private static void requireNotTheLastOwner(
            LockedIsland locked, UserId user, MemberRole wanted) {
        if (wanted != MemberRole.OWNER) {
            locked.requireAnotherOwner(user);
        }
    }

    private String name(UserId user) {
        return directory.person(user).map(Person::displayName).orElse(user.value());
    }
}
