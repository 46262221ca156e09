// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.Ids;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.Directory;
import org.tuttlenetwork.lightweb.api.identity.Person;
import org.tuttlenetwork.lightweb.api.identity.RoleIntents;
import org.tuttlenetwork.lightweb.api.identity.RoleIntents.Reason;
import org.tuttlenetwork.lightweb.api.identity.RoleKey;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.island.Islands;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState;
import org.tuttlenetwork.lightweb.api.mesh.Mesh;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.islands.store.IslandStore;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The use cases of islands: who may do what, and what is stored so that it comes true. */
@Component(service = IslandService.class)
public final class IslandService {
    /** How many islands one person may have made. */
    static final int MOST_PER_PERSON = 20;

    private final Database database;
    private final Directory directory;
    private final RoleIntents intents;
    private final Mesh mesh;
    private final Clock clock;
    private final IslandStore store = new IslandStore();

    @Activate
    public IslandService(
            @Reference Database database,
            @Reference Directory directory,
            @Reference RoleIntents intents,
            @Reference Mesh mesh) {
        this(database, directory, intents, mesh, Clock.systemUTC());
    }

    IslandService(
            Database database, Directory directory, RoleIntents intents, Mesh mesh, Clock clock) {
        this.database = database;
        this.directory = directory;
        this.intents = intents;
        this.mesh = mesh;
        this.clock = clock;
    }

    /**
     * Makes an island with the caller as its owner.
     *
     * @param name 1 to 80 characters
     * @return the island; the operation grants the owner's role
     * @throws LightWebException CONFLICT where the slug is or was taken, here or in Zitadel
     */
    public Pending create(
            Caller caller, Slug slug, String name, MemberRules rules, String requestId) {
        String shown = name.strip();
        if (shown.isEmpty()
                || shown.length() > 80
                || shown.chars().anyMatch(Character::isISOControl)) {
            throw LightWebException.invalid(
                    "name", "1 to 80 characters without control characters");
        }
        if (directory.isInUse(slug.rolePrefix())) {
            throw taken();
        }
        IslandRecord island =
                new IslandRecord(Ids.next(clock), slug, shown, rules, caller.user(), now(), 0);
        Reason reason = new Reason(caller.user(), "made the island " + slug, requestId);
        return database.write(
                transaction -> {
                    if (store.countMadeBy(transaction, caller.user()) >= MOST_PER_PERSON) {
                        throw LightWebException.conflict(
                                        "You have made "
                                                + MOST_PER_PERSON
                                                + " islands, the most one person can."
                                                + " Dissolve one first. Nothing was changed.")
                                .because("too-many-islands", MOST_PER_PERSON);
                    }
                    if (!store.takeSlug(transaction, slug, now())) {
                        throw taken();
                    }
                    store.add(transaction, island);
                    intents.define(transaction, roleNames(island), reason);
                    UUID operation =
                            intents.grant(
                                    transaction, caller.user(), MemberRole.OWNER.on(slug), reason);
                    store.noteMember(
                            transaction,
                            island.id(),
                            caller.user(),
                            new Note(caller.user(), now(), Optional.empty()));
                    declare(transaction, island, Set.of());
                    return new Pending(island, operation);
                });
    }

    /** The islands that somebody is an effective member of, by name. */
    public List<IslandRecord> mine(UserId user) {
        Set<String> slugs = new HashSet<>();
        for (RoleKey role : directory.roles(user)) {
            role.island()
                    .filter(part -> MemberRole.ofKey(part.role()).isPresent())
                    .ifPresent(part -> slugs.add(part.slug()));
        }
        return slugs.isEmpty() ? List.of() : database.read(tx -> store.bySlugs(tx, slugs));
    }

    /** All islands after a slug: for administrators, who see that they are, not what is in them. */
    public List<IslandRecord> all(Caller caller, String after, int limit) {
        requireAdministrator(caller);
        return database.read(tx -> store.page(tx, after, limit));
    }

    /**
     * An island that the caller may see.
     *
     * @throws LightWebException NOT_FOUND where there is none or the caller is no member: which of
     *     them is private
     */
    public IslandRecord visible(Caller caller, String slug) {
        IslandRecord island = bySlug(slug).orElseThrow(IslandService::unknown);
        if (role(caller.user(), island).isEmpty() && !caller.isAdministrator()) {
            throw unknown();
        }
        return island;
    }

    /** The caller's role on an island, by the local view. */
    public Optional<MemberRole> role(UserId user, IslandRecord island) {
        return MemberRole.highest(directory.roles(user), island.slug());
    }

    /**
     * The members of an island, owners first, then by name; among them those whose role Zitadel has
     * not confirmed yet.
     *
     * @throws LightWebException NOT_FOUND for who is no member: an administrator sees no content
     */
    public List<Member> members(Caller caller, String slug) {
        IslandRecord island = bySlug(slug).orElseThrow(IslandService::unknown);
        if (role(caller.user(), island).isEmpty()) {
            throw unknown();
        }
        Holders holders = new Holders(island.slug(), directory.holders(island.slug().rolePrefix()));
        Map<UserId, Note> notes = database.read(tx -> store.notes(tx, island.id()));
        return MemberList.of(holders, notes, directory, mesh);
    }

    /**
     * Gives somebody a role on an island.
     *
     * @param login exact login name or verified e-mail
     * @throws LightWebException FORBIDDEN where the caller's role may not give this one; INVALID
     *     for an unknown person; CONFLICT for somebody who has the role
     */
    public Pending add(
            Caller caller, String slug, String login, MemberRole role, String requestId) {
        IslandRecord island = visible(caller, slug);
        requireMayManage(role(caller.user(), island), role);
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
        if (directory.roles(person.id()).contains(role.on(island.slug()))) {
            throw LightWebException.conflict(
                            person.displayName() + " has this role already. Nothing was changed.")
                    .because("has-role", person.displayName());
        }
        Reason reason =
                new Reason(caller.user(), "added as " + role.key() + " of " + slug, requestId);
        return database.write(
                transaction -> {
                    // Behind the lock: whoever was demoted meanwhile adds nobody any more.
                    requireMayManage(locked(transaction, island).role(caller.user()), role);
                    UUID operation =
                            intents.grant(transaction, person.id(), role.on(island.slug()), reason);
                    store.noteMember(
                            transaction,
                            island.id(),
                            person.id(),
                            new Note(
                                    caller.user(),
                                    now(),
                                    Optional.of(new Note.Asked(role, operation))));
                    return new Pending(island, operation);
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
        IslandRecord island = visible(caller, slug);
        boolean leaving = caller.user().equals(user);
        Reason reason =
                new Reason(caller.user(), (leaving ? "left " : "removed from ") + slug, requestId);
        return database.write(
                transaction -> {
                    Holders holders = locked(transaction, island);
                    Optional<Note.Asked> asked =
                            Optional.ofNullable(store.notes(transaction, island.id()).get(user))
                                    .flatMap(Note::asked);
                    MemberRole role =
                            holders.role(user)
                                    .or(() -> asked.map(Note.Asked::role))
                                    .orElseThrow(
                                            () ->
                                                    LightWebException.notFound(
                                                                    "This person is no member"
                                                                            + " here.")
                                                            .because("no-member"));
                    if (!leaving) {
                        requireMayManage(holders.role(caller.user()), role);
                    }
                    if (holders.isLastOwner(user)) {
                        throw LightWebException.conflict(
                                        "The last owner cannot leave or be removed. Make somebody"
                                                + " else an owner, or dissolve the island. Nothing"
                                                + " was changed.")
                                .because("last-owner");
                    }
                    UUID operation = new UUID(0, 0);
                    // Every role, not only those that are seen: of what was asked for before, and
                    // is not confirmed, nothing may come true later.
                    for (RoleKey key : MemberRole.all(island.slug())) {
                        operation = intents.revoke(transaction, user, key, reason);
                    }
                    store.forgetMember(transaction, island.id(), user);
                    declare(transaction, island, holders.membersWithout(user));
                    return new Pending(island, operation);
                });
    }

    /**
     * Dissolves an island: its group and policies go at once, its roles are taken out of Zitadel;
     * the slug stays taken.
     */
    public Pending dissolve(Caller caller, String slug, String requestId) {
        IslandRecord island = visible(caller, slug);
        Reason reason = new Reason(caller.user(), "dissolved " + slug, requestId);
        return database.write(
                transaction -> {
                    Optional<MemberRole> own = locked(transaction, island).role(caller.user());
                    if (own.orElse(MemberRole.GUEST) != MemberRole.OWNER) {
                        throw LightWebException.forbidden("Only an owner can dissolve an island.")
                                .because("owner-dissolves");
                    }
                    store.dissolve(transaction, island.id());
                    mesh.withdraw(transaction, IslandFragment.name(island.id()));
                    UUID operation =
                            intents.remove(transaction, MemberRole.all(island.slug()), reason);
                    publish(transaction, island);
                    return new Pending(island, operation);
                });
    }

    /** How far the mesh is with an island. */
    public FragmentState meshState(IslandRecord island) {
        return mesh.state(IslandFragment.name(island.id()));
    }

    Optional<IslandRecord> bySlug(String slug) {
        return database.read(tx -> store.bySlug(tx, slug));
    }

    Optional<IslandRecord> find(UUID id) {
        return database.read(tx -> store.find(tx, id));
    }

    /**
     * Brings the fragments of the islands that somebody joined or left into line with the
     * directory.
     */
    void membershipChanged(UserId user) {
        Set<UUID> affected = new HashSet<>(database.read(tx -> store.declaredWith(tx, user)));
        mine(user).forEach(island -> affected.add(island.id()));
        affected.forEach(this::align);
    }

    /** Declares an island's members as the directory has them now. */
    void align(UUID id) {
        database.write(
                transaction -> {
                    store.lock(transaction, id)
                            .ifPresent(
                                    island ->
                                            declare(
                                                    transaction,
                                                    island,
                                                    holders(transaction, island).members()));
                    return id;
                });
    }

    /**
     * Locks the island, then reads who is in it: in the same transaction, so that what was
     * committed before is seen masked and no second connection is waited for.
     */
    private Holders locked(Transaction transaction, IslandRecord island) {
        if (store.lock(transaction, island.id()).isEmpty()) {
            throw unknown();
        }
        return holders(transaction, island);
    }

    private Holders holders(Transaction transaction, IslandRecord island) {
        return new Holders(
                island.slug(), directory.holders(transaction, island.slug().rolePrefix()));
    }

    private void declare(Transaction transaction, IslandRecord island, Set<UserId> members) {
        mesh.declare(transaction, IslandFragment.of(island, members));
        store.declared(transaction, island.id(), members);
        publish(transaction, island);
    }

    private static void publish(Transaction transaction, IslandRecord island) {
        String json = "{\"island\":\"" + island.id() + "\",\"slug\":\"" + island.slug() + "\"}";
        transaction.publish(Islands.TOPIC, island.id().toString(), json);
    }

    private static Map<RoleKey, String> roleNames(IslandRecord island) {
        Map<RoleKey, String> names = new HashMap<>();
        for (MemberRole role : MemberRole.values()) {
            names.put(role.on(island.slug()), island.name() + " (" + role.key() + ")");
        }
        return names;
    }

    /** Now, as PostgreSQL can keep it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static void requireMayManage(Optional<MemberRole> own, MemberRole other) {
        if (!own.orElse(MemberRole.GUEST).mayManage(other)) {
            throw LightWebException.forbidden(
                            "Your role on this island does not let you add or remove a "
                                    + other.key()
                                    + ".")
                    .because("may-not-manage");
        }
    }

    private static void requireAdministrator(Caller caller) {
        if (!caller.isAdministrator()) {
            throw LightWebException.forbidden("Only an administrator sees all islands.");
        }
    }

    private static LightWebException taken() {
        return LightWebException.conflict(
                        "This slug is or was taken; slugs are never used again. Choose another."
                                + " Nothing was changed.")
                .because("slug-taken");
    }

    private static LightWebException unknown() {
        return LightWebException.notFound("There is no such island, or you are not a member of it.")
                .because("no-island");
    }
}
