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
import org.tuttlenetwork.lightweb.api.identity.RoleIntents;
import org.tuttlenetwork.lightweb.api.identity.RoleIntents.Reason;
import org.tuttlenetwork.lightweb.api.identity.RoleKey;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.journal.JournalNote;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState;
import org.tuttlenetwork.lightweb.api.mesh.Mesh;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.islands.store.AgreementStore;
import org.tuttlenetwork.lightweb.islands.store.DeviceStore;
import org.tuttlenetwork.lightweb.islands.store.HandoverStore;
import org.tuttlenetwork.lightweb.islands.store.InvitationStore;
import org.tuttlenetwork.lightweb.islands.store.IslandStore;
import org.tuttlenetwork.lightweb.islands.store.NamesStore;
import org.tuttlenetwork.lightweb.islands.store.NoteStore;
import org.tuttlenetwork.lightweb.islands.store.PictureStore;
import org.tuttlenetwork.lightweb.islands.store.RescueStore;

import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The use cases of islands: who may do what, and what is stored so that it comes true. */
@Component(service = IslandService.class)
public final class IslandService {
    private static final String ISLAND_ROLES = "island:";

    private final Database database;
    private final Directory directory;
    private final RoleIntents intents;
    private final Mesh mesh;
    private final IslandWriter writer;
    private final Aligner aligner;
    private final IslandSettings settings;
    private final Clock clock;
    private final IslandStore store = new IslandStore();
    private final NoteStore notes = new NoteStore();
    private final InvitationStore invitations = new InvitationStore();
    private final HandoverStore handovers = new HandoverStore();
    private final AgreementStore agreements = new AgreementStore();
    private final RescueStore rescues = new RescueStore();
    private final DeviceStore devices = new DeviceStore();
    private final NamesStore names = new NamesStore();
    private final PictureStore pictures = new PictureStore();

    @Activate
    public IslandService(
            @Reference Database database,
            @Reference Directory directory,
            @Reference RoleIntents intents,
            @Reference Mesh mesh,
            @Reference IslandWriter writer,
            @Reference IslandSettings settings) {
        this(database, directory, intents, mesh, writer, settings, Clock.systemUTC());
    }

    IslandService(
            Database database,
            Directory directory,
            RoleIntents intents,
            Mesh mesh,
            IslandWriter writer,
            IslandSettings settings,
            Clock clock) {
        this.database = database;
        this.directory = directory;
        this.intents = intents;
        this.mesh = mesh;
        this.writer = writer;
        this.aligner = new Aligner(writer, intents, settings);
        this.settings = settings;
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
        String shown = IslandRecord.requireName(name);
        if (directory.isInUse(MemberRole.all(slug))) {
            throw taken();
        }
        IslandRecord island =
                new IslandRecord(
                        Ids.next(clock), slug, shown, rules, caller.user(), writer.now(), 0);
        Reason reason = new Reason(caller.user(), "made the island " + slug, requestId);
        return database.write(
                transaction -> {
                    settings.requireAnotherIsland(store.countMadeBy(transaction, caller.user()));
                    if (!store.takeSlug(transaction, slug, writer.now())) {
                        throw taken();
                    }
                    store.add(transaction, island);
                    intents.define(transaction, roleNames(island), reason);
                    UUID operation =
                            intents.grant(
                                    transaction, caller.user(), MemberRole.OWNER.on(slug), reason);
                    Note.By maker = new Note.By(caller.user(), writer.now());
                    writer.note(transaction, island, caller.user(), Note.NONE.withAdded(maker));
                    writer.declare(transaction, island, Set.of());
                    written(transaction, island, reason, "island.made");
                    return new Pending(island, operation);
                });
    }

    /** The islands that somebody is an effective member of, by name. */
    public List<IslandRecord> mine(UserId user) {
        Set<RoleKey> roles = directory.roles(user);
        Set<String> slugs = new HashSet<>();
        for (RoleKey role : roles) {
            role.island()
                    .filter(part -> MemberRole.ofKey(part.role()).isPresent())
                    .ifPresent(part -> slugs.add(part.slug()));
        }
        if (slugs.isEmpty()) {
            return List.of();
        }
        return database.read(
                tx -> {
                    Map<UUID, Note> known = notes.of(tx, user);
                    return store.bySlugs(tx, slugs).stream()
                            .filter(island -> counting(roles, island, known).isPresent())
                            .toList();
                });
    }

    private Optional<MemberRole> counting(
            Set<RoleKey> roles, IslandRecord island, Map<UUID, Note> known) {
        return known.getOrDefault(island.id(), Note.NONE)
                .counting(MemberRole.highest(roles, island.slug()), writer.now());
    }

    /** All islands after a slug: for administrators, who see that they are, not what is in them. */
    public List<IslandRecord> all(Caller caller, String after, int limit) {
        requireAdministrator(caller);
        return database.read(tx -> store.page(tx, after, limit));
    }

    /**
     * What islands lack, by their ids, without those that lack nothing: for administrators. Read
     * once for all of them.
     */
    public Map<UUID, Lack> lacks(Caller caller, List<IslandRecord> islands) {
        requireAdministrator(caller);
        String prefix = islands.size() == 1 ? islands.getFirst().slug().rolePrefix() : ISLAND_ROLES;
        Map<String, Map<UserId, Set<RoleKey>>> held = new HashMap<>();
        directory
                .holders(prefix)
                .forEach((user, roles) -> roles.forEach(role -> put(held, user, role)));
        List<UUID> ids = islands.stream().map(IslandRecord::id).toList();
        Map<UUID, Map<UserId, Note>> known = database.read(tx -> notes.of(tx, ids));
        Map<UUID, Lack> lacks = new HashMap<>();
        for (IslandRecord island : islands) {
            new Holders(
                            island.slug(),
                            held.getOrDefault(island.slug().value(), Map.of()),
                            known.getOrDefault(island.id(), Map.of()),
                            writer.now())
                    .lack()
                    .ifPresent(lack -> lacks.put(island.id(), lack));
        }
        return lacks;
    }

    private static void put(
            Map<String, Map<UserId, Set<RoleKey>>> held, UserId user, RoleKey role) {
        role.island()
                .ifPresent(
                        part ->
                                held.computeIfAbsent(part.slug(), _ -> new HashMap<>())
                                        .computeIfAbsent(user, _ -> new HashSet<>())
                                        .add(role));
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

    /** Somebody's role on an island, by the local view. */
    public Optional<MemberRole> role(UserId user, IslandRecord island) {
        Set<RoleKey> roles = directory.roles(user);
        return roles.isEmpty()
                ? Optional.empty()
                : counting(roles, island, database.read(tx -> notes.of(tx, user)));
    }

    /**
     * An island that the caller is a member of.
     *
     * @throws LightWebException NOT_FOUND for who is no member: an administrator sees no content
     */
    public IslandRecord joined(Caller caller, String slug) {
        IslandRecord island = bySlug(slug).orElseThrow(IslandService::unknown);
        if (role(caller.user(), island).isEmpty()) {
            throw unknown();
        }
        return island;
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
                    LockedIsland locked = writer.lock(transaction, island);
                    Optional<MemberRole> own = locked.holders().role(caller.user());
                    if (own.orElse(MemberRole.GUEST) != MemberRole.OWNER) {
                        throw LightWebException.forbidden("Only an owner can dissolve an island.")
                                .because("owner-dissolves");
                    }
                    store.dissolve(transaction, island.id());
                    notes.removeAll(transaction, island.id());
                    invitations.removeAll(transaction, island.id());
                    handovers.remove(transaction, island.id());
                    agreements.removeAll(transaction, island.id());
                    rescues.remove(transaction, island.id());
                    devices.removeAll(transaction, island.id());
                    pictures.remove(transaction, island.id());
                    names.remove(transaction, island.id());
                    mesh.withdraw(transaction, IslandFragment.name(island.id()));
                    UUID operation =
                            intents.remove(transaction, MemberRole.all(island.slug()), reason);
                    writer.publish(transaction, island);
                    written(transaction, island, reason, "island.dissolved");
                    return new Pending(island, operation);
                });
    }

    /** For its owners, and for administrators, who see that islands are. */
    private static void written(
            Transaction transaction, IslandRecord island, Reason by, String action) {
        String object = "island:" + island.id();
        Written.to(object, island, by, action).is("slug", island.slug()).in(transaction);
        transaction.journal(
                JournalNote.by(by.actor(), by.requestId(), action, object)
                        .withAfter("{\"slug\":\"" + island.slug() + "\"}"));
    }

    /** How far the mesh is with an island. */
    public FragmentState meshState(IslandRecord island) {
        return mesh.state(IslandFragment.name(island.id()));
    }

    public Optional<IslandRecord> bySlug(String slug) {
        return database.read(tx -> store.bySlug(tx, slug));
    }

    public Optional<IslandRecord> find(UUID id) {
        return database.read(tx -> store.find(tx, id));
    }

    /**
     * Brings the islands that somebody joined or left, or where something of theirs is on its way,
     * into line with the directory. On others nothing is new: who is on a dozen waits for one.
     */
    void membershipChanged(UserId user) {
        Set<UUID> in = mine(user).stream().map(IslandRecord::id).collect(Collectors.toSet());
        Set<UUID> affected = new HashSet<>(database.read(tx -> open(tx, user)));
        Set<UUID> declared = database.read(tx -> store.declaredWith(tx, user));
        in.stream().filter(island -> !declared.contains(island)).forEach(affected::add);
        declared.stream().filter(island -> !in.contains(island)).forEach(affected::add);
        affected.forEach(this::align);
    }

    /** Where a role of somebody's, an end or an island itself is on its way. */
    private Set<UUID> open(Transaction transaction, UserId user) {
        Set<UUID> open = new HashSet<>(handovers.acceptedWith(transaction, user));
        notes.of(transaction, user)
                .forEach(
                        (island, note) -> {
                            if (note.coming().isPresent() || note.isOver(writer.now())) {
                                open.add(island);
                            }
                        });
        return open;
    }

    /** The same for those alone that somebody left: for others there is nothing to be done. */
    void departed(UserId user) {
        Set<UUID> left = new HashSet<>(database.read(tx -> store.declaredWith(tx, user)));
        if (!left.isEmpty()) {
            mine(user).forEach(island -> left.remove(island.id()));
            left.forEach(this::align);
        }
    }

    /** Brings an island into line with the directory as it is now. */
    void align(UUID id) {
        database.write(
                transaction -> {
                    writer.lock(transaction, id)
                            .ifPresent(locked -> aligner.align(transaction, locked));
                    return id;
                });
    }

    private static Map<RoleKey, String> roleNames(IslandRecord island) {
        Map<RoleKey, String> names = new HashMap<>();
        for (MemberRole role : MemberRole.values()) {
            names.put(role.on(island.slug()), island.name() + " (" + role.key() + ")");
        }
        return names;
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

    public static LightWebException unknown() {
        return LightWebException.notFound("There is no such island, or you are not a member of it.")
                .because("no-island");
    }
}
