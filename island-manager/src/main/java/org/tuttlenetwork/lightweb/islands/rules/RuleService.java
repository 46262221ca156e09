// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.rules;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.RoleIntents.Reason;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.islands.Agreements;
import org.tuttlenetwork.lightweb.islands.Holders;
import org.tuttlenetwork.lightweb.islands.IslandRecord;
import org.tuttlenetwork.lightweb.islands.IslandService;
import org.tuttlenetwork.lightweb.islands.IslandWriter;
import org.tuttlenetwork.lightweb.islands.LockedIsland;
import org.tuttlenetwork.lightweb.islands.MemberRole;
import org.tuttlenetwork.lightweb.islands.MemberRules;
import org.tuttlenetwork.lightweb.islands.Written;
import org.tuttlenetwork.lightweb.islands.store.AgreementStore;
import org.tuttlenetwork.lightweb.islands.store.IslandStore;
import org.tuttlenetwork.lightweb.islands.store.JoinRequestStore;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An island's name and rules, which its owners change, and what its members have agreed to. Less is
 * so at once; more holds between those who agree to it (DECISIONS 1.11).
 */
@Component(service = RuleService.class)
public final class RuleService {
    private final Database database;
    private final IslandService islands;
    private final IslandWriter writer;
    private final IslandStore store = new IslandStore();
    private final AgreementStore agreements = new AgreementStore();
    private final JoinRequestStore requests = new JoinRequestStore();

    @Activate
    public RuleService(
            @Reference Database database,
            @Reference IslandService islands,
            @Reference IslandWriter writer) {
        this.database = database;
        this.islands = islands;
        this.writer = writer;
    }

    /**
     * Gives an island another name or other rules; what is empty stays as it is.
     *
     * @param name 1 to 80 characters
     * @return the island as it is then
     * @throws LightWebException FORBIDDEN for who is no owner; INVALID for a name that is none
     */
    public IslandRecord change(
            Caller caller,
            String slug,
            Optional<String> name,
            Optional<MemberRules> rules,
            String requestId) {
        Optional<String> newName = name.map(IslandRecord::requireName);
        IslandRecord known = islands.joined(caller, slug);
        Reason by = new Reason(caller.user(), "changed the island", requestId);
        return database.write(
                transaction -> {
                    LockedIsland locked = writer.lock(transaction, known);
                    if (!locked.holders().isOwner(caller.user())) {
                        throw noOwner();
                    }
                    IslandRecord island = locked.island();
                    IslandRecord changed =
                            island.with(
                                    newName.orElse(island.name()), rules.orElse(island.rules()));
                    store.change(transaction, island.id(), changed.name(), changed.rules());
                    if (!changed.name().equals(island.name())) {
                        Written.to(Written.scope(island.id()), island, by, "island.renamed")
                                .was("name", island.name())
                                .is("name", changed.name())
                                .in(transaction);
                    }
                    if (!changed.rules().equals(island.rules())) {
                        changeRules(transaction, locked, changed, by);
                    }
                    writer.publish(transaction, changed);
                    return changed;
                });
    }

    /**
     * @throws LightWebException FORBIDDEN for who does not own an island
     */
    public void requireOwner(Caller caller, IslandRecord island) {
        if (islands.role(caller.user(), island).orElse(MemberRole.GUEST) != MemberRole.OWNER) {
            throw noOwner();
        }
    }

    private static LightWebException noOwner() {
        return LightWebException.forbidden("Only an owner can change an island's name and rules.")
                .because("owner-changes");
    }

    private void changeRules(
            Transaction transaction, LockedIsland locked, IslandRecord changed, Reason by) {
        IslandRecord island = locked.island();
        Agreements agreed =
                agreements
                        .of(transaction, island.id())
                        .changed(
                                island.rules(),
                                changed.rules(),
                                people(transaction, locked),
                                by.actor());
        agreements.replace(transaction, island.id(), agreed);
        writer.declare(transaction, changed, locked.holders().members());
        Written.to(Written.scope(island.id()), island, by, "island.rules.changed")
                .was("rules", island.rules().text())
                .is("rules", changed.rules().text())
                .in(transaction);
    }

    /** Who is in, on the way in, or has asked: whoever has seen the rules as they were. */
    private Set<UserId> people(Transaction transaction, LockedIsland locked) {
        Holders holders = locked.holders();
        Set<UserId> people = new HashSet<>(holders.members());
        people.addAll(holders.notes().keySet());
        people.addAll(requests.waiting(transaction, locked.island().id()));
        return people;
    }

    /**
     * Agrees to the rules as they are; once, however often.
     *
     * @param agreed what {@link IslandRecord#agreement()} gave where they were shown
     * @throws LightWebException NOT_FOUND for who is no member; CONFLICT where the rules have
     *     changed since they were shown
     */
    public IslandRecord agree(Caller caller, String slug, String agreed, String requestId) {
        IslandRecord known = islands.joined(caller, slug);
        Reason by = new Reason(caller.user(), "agreed to the rules", requestId);
        return database.write(
                transaction -> {
                    LockedIsland locked = writer.lock(transaction, known);
                    locked.requireMember(caller.user());
                    IslandRecord island = locked.island();
                    if (!island.agreement().equals(agreed)) {
                        throw changed();
                    }
                    if (agreements.agree(transaction, island.id(), caller.user())) {
                        writer.declare(transaction, island, locked.holders().members());
                        Written.to(caller.user(), island, by, "island.rules.agreed")
                                .is("rules", island.rules().text())
                                .in(transaction);
                    }
                    return island;
                });
    }

    /**
     * Who has agreed to less than an island's rules.
     *
     * @throws LightWebException NOT_FOUND for who is no member
     */
    public Agreements agreements(Caller caller, String slug) {
        IslandRecord island = islands.joined(caller, slug);
        return asked(island);
    }

    private Agreements asked(IslandRecord island) {
        return database.read(tx -> agreements.of(tx, island.id())).asked(island.rules());
    }

    /** What somebody has agreed to, where that is less than an island's rules. */
    public Optional<MemberRules> less(UserId user, IslandRecord island) {
        return asked(island).less(user);
    }

    /** The islands that ask somebody to agree to more. */
    public List<IslandRecord> asking(UserId user) {
        return database.read(tx -> agreements.lacking(tx, user)).stream()
                .flatMap(id -> islands.find(id).stream())
                .filter(island -> less(user, island).isPresent())
                .filter(island -> islands.role(user, island).isPresent())
                .toList();
    }

    /** What is said where somebody agrees to rules that are others by now. */
    public static LightWebException changed() {
        return LightWebException.conflict(
                        "What members may reach has changed since you looked. Look again. Nothing"
                                + " was changed.")
                .because("rules-changed");
    }
}
