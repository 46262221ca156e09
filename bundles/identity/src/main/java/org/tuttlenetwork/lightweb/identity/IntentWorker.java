// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.Operation;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.identity.store.Grants;
import org.tuttlenetwork.lightweb.identity.store.Locks;
import org.tuttlenetwork.lightweb.identity.zitadel.Authorization;
import org.tuttlenetwork.lightweb.identity.zitadel.ProjectRole;
import org.tuttlenetwork.lightweb.identity.zitadel.ZitadelClient;
import org.tuttlenetwork.lightweb.identity.zitadel.ZitadelException;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Carries intents out in Zitadel (DECISIONS 1.2, 1.3, 1.5): removals first, one user at a time over
 * all hosts. Zitadel is called inside the transaction that holds the user's lock; run again after a
 * rollback it writes the same list, so that is no second effect.
 */
final class IntentWorker {
    private static final Logger LOG = LoggerFactory.getLogger(IntentWorker.class);

    private final Room room;

    IntentWorker(Room room) {
        this.room = room;
    }

    /** Does all that is due; returns when the next thing is. */
    Optional<Instant> run() {
        HeldRoles held = room.restored().held();
        projectRoles(held);
        List<UserId> due = room.database().read(t -> room.intents().dueUsers(t, room.now()));
        due.forEach(user -> room.database().write(t -> user(t, user, held)));
        return room.database().read(room.intents()::nextDue);
    }

    private void projectRoles(HeldRoles held) {
        room.database()
                .write(
                        transaction -> {
                            if (Locks.tryProject(transaction)) {
                                room.intents().dueForProject(transaction, room.now()).stream()
                                        .filter(intent -> !waits(transaction, intent, held))
                                        .forEach(intent -> projectRole(transaction, intent));
                            }
                            return Boolean.TRUE;
                        });
    }

    private void projectRole(Transaction transaction, Intent intent) {
        try {
            if (intent.kind() == Intent.Kind.DEFINE) {
                define(transaction, intent);
            } else {
                remove(transaction, intent);
            }
            room.pulse().answered();
            room.intents().end(transaction, intent.id(), Operation.State.DONE, "", room.now());
        } catch (ZitadelException e) {
            room.pulse().failed(e);
            room.intents().postpone(transaction, intent, waiting(e), room.now());
        }
    }

    private void define(Transaction transaction, Intent intent) {
        for (int i = 0; i < intent.roles().size(); i++) {
            String key = intent.roles().get(i);
            String name = intent.names().get(i);
            Instant made = room.zitadel().addProjectRole(key, name).orElseGet(room::now);
            // It is there now, whatever an earlier removal says and however the clocks differ.
            Instant at = made.isAfter(room.now()) ? made : room.now();
            Observed observed = new Observed(transaction, room.people());
            observed.watch(room.roles().holders(transaction, List.of(key)));
            room.roles().store(transaction, new ProjectRole(key, name, at));
            observed.publish();
        }
    }

    private void remove(Transaction transaction, Intent intent) {
        intent.roles().forEach(room.zitadel()::removeProjectRole);
        room.roles().remove(transaction, intent.roles(), room.now());
    }

    private Boolean user(Transaction transaction, UserId user, HeldRoles held) {
        if (!Locks.tryUser(transaction, user)) {
            return Boolean.FALSE;
        }
        List<Intent> intents =
                room.intents().open(transaction, user).stream()
                        .filter(intent -> !asksPerson(transaction, intent))
                        .filter(intent -> !waits(transaction, intent, held))
                        .toList();
        if (intents.isEmpty()) {
            return Boolean.TRUE;
        }
        try {
            readAnew(transaction, user);
            Observed observed = new Observed(transaction, room.people());
            observed.watch(user.value());
            carryOut(transaction, user, intents, held);
            observed.publish();
            room.pulse().answered();
        } catch (ZitadelException e) {
            if (e.isTransient()) {
                room.pulse().failed(e);
            }
            LOG.info("Changes to the roles of {} wait: {}", user, e.describe());
            intents.forEach(
                    intent -> room.intents().postpone(transaction, intent, waiting(e), room.now()));
        }
        return Boolean.TRUE;
    }

    private boolean asksPerson(Transaction transaction, Intent intent) {
        boolean late = intent.isLate(room.now());
        if (late) {
            room.intents()
                    .end(
                            transaction,
                            intent.id(),
                            Operation.State.NEEDS_PERSON,
                            "The grant could not be written to Zitadel within 15 minutes and will"
                                    + " not run late. Ask for it again.",
                            room.now());
        }
        return late;
    }

    /** A removal of an older state that was restored is held until it is released. */
    private boolean waits(Transaction transaction, Intent intent, HeldRoles held) {
        boolean waits = held.holds(intent);
        if (waits) {
            room.intents().postpone(transaction, intent, HeldRoles.WAITS, room.now());
        }
        return waits;
    }

    private void readAnew(Transaction transaction, UserId user) {
        for (Authorization told : room.zitadel().authorizationsOf(user).items()) {
            room.grants().read(transaction, told, room.isCounted(told));
        }
        if (room.people().find(transaction, user).isEmpty()) {
            // A role counts only of somebody whose standing is known.
            room.zitadel().user(user).ifPresent(told -> room.people().store(transaction, told));
        }
    }

    private void carryOut(
            Transaction transaction, UserId user, List<Intent> asked, HeldRoles restored) {
        var base = room.grants().counted(transaction, user);
        List<Intent> intents = possible(transaction, base, asked);
        if (intents.isEmpty()) {
            return;
        }
        Set<String> roles = base.map(g -> g.roles()).orElse(Set.of());
        Set<String> masked = restored.tombstones(room.intents(), transaction, user);
        masked.addAll(room.roles().removed(transaction));
        Next next = new Next(transaction, user, base, roles, masked);
        try {
            write(next, intents, Optional.empty());
            return;
        } catch (ZitadelException e) {
            requireMissingRole(e);
        }
        // A role in the list is not in the project: an orphan, or one not made yet.
        Optional<Set<String>> existing = Optional.of(existing(transaction));
        try {
            write(next, intents, existing);
        } catch (ZitadelException e) {
            requireMissingRole(e);
            // One that was just taken out of the project lets no removal wait.
            List<Intent> removals = intents.stream().filter(i -> i.kind().isRemoval()).toList();
            if (removals.isEmpty() || removals.size() == intents.size()) {
                throw e;
            }
            write(next, removals, existing);
            intents.stream()
                    .filter(intent -> !intent.kind().isRemoval())
                    .forEach(
                            intent ->
                                    room.intents()
                                            .postpone(transaction, intent, waiting(e), room.now()));
        }
    }

    private static void requireMissingRole(ZitadelException e) {
        if (!e.isFailedPrecondition()) {
            throw e;
        }
    }

    /** Writes what some intents ask for, and keeps what became of them. */
    private void write(Next next, List<Intent> intents, Optional<Set<String>> existing) {
        RoleList plan = RoleList.plan(next.roles(), next.masked(), intents, existing);
        Instant at = write(next.transaction(), next.user(), next.base(), plan);
        finish(next.transaction(), next.user(), plan, at);
    }

    /**
     * What a user's next list of roles is made of.
     *
     * @param base the grant that is there
     * @param roles its roles
     * @param masked those that no write carries
     */
    private record Next(
            Transaction transaction,
            UserId user,
            Optional<Grants.Known> base,
            Set<String> roles,
            Set<String> masked) {}

    /** A grant that was deactivated in Zitadel gives nothing: only removals make sense. */
    private List<Intent> possible(
            Transaction transaction, Optional<Grants.Known> base, List<Intent> asked) {
        if (base.filter(grant -> grant.state().equals("INACTIVE")).isEmpty()) {
            return asked;
        }
        List<Intent> removals = asked.stream().filter(i -> i.kind().isRemoval()).toList();
        asked.stream()
                .filter(intent -> !intent.kind().isRemoval())
                .forEach(
                        intent ->
                                room.intents()
                                        .postpone(
                                                transaction,
                                                intent,
                                                "Waits: this user's grant is deactivated in"
                                                        + " Zitadel. Activate it there.",
                                                room.now()));
        return removals;
    }

    /** Writes the list, where it differs; returns its change date. */
    private Instant write(
            Transaction transaction, UserId user, Optional<Grants.Known> base, RoleList plan) {
        if (!plan.differs()) {
            return room.now();
        }
        boolean delete = plan.roles().isEmpty();
        ZitadelClient.Written written = sent(user, base.map(Grants.Known::id), plan.roles());
        Authorization result =
                new Authorization(
                        written.id(),
                        user,
                        room.settings().zitadel().projectId(),
                        room.settings().zitadel().organizationId(),
                        !delete,
                        written.at(),
                        new HashSet<>(plan.roles()));
        room.grants().written(transaction, result, base);
        return written.at();
    }

    private ZitadelClient.Written sent(UserId user, Optional<String> id, List<String> roles) {
        if (id.isEmpty()) {
            return room.zitadel().createAuthorization(user, roles);
        }
        if (roles.isEmpty()) {
            Optional<Instant> at = room.zitadel().deleteAuthorization(id.get());
            return new ZitadelClient.Written(id.get(), at.orElseGet(room::now));
        }
        return room.zitadel().updateAuthorization(id.get(), roles);
    }

    /**
     * The project's roles, known here or told. A listing lags: it takes away nothing but what it
     * must have had, because it shows something younger.
     */
    private Set<String> existing(Transaction transaction) {
        var listing = room.zitadel().projectRoles();
        if (!listing.complete()) {
            throw new ZitadelException("Zitadel's list of roles is short", 503, "", null);
        }
        Set<String> existing = room.roles().present(transaction);
        Set<String> told = new HashSet<>();
        listing.items().forEach(role -> told.add(role.key()));
        listing.items().stream()
                .map(ProjectRole::changed)
                .max(Comparator.naturalOrder())
                .map(youngest -> room.roles().presentBefore(transaction, youngest))
                .ifPresent(
                        older -> {
                            older.removeAll(told);
                            existing.removeAll(older);
                        });
        listing.items().forEach(role -> room.roles().store(transaction, role));
        told.removeAll(room.roles().removed(transaction));
        existing.addAll(told);
        return existing;
    }

    private void finish(Transaction transaction, UserId user, RoleList plan, Instant at) {
        for (Intent intent : plan.fulfilled()) {
            room.intents().end(transaction, intent.id(), Operation.State.DONE, "", room.now());
        }
        Set<String> removed = new HashSet<>();
        plan.fulfilled().forEach(intent -> removed.add(intent.roles().getFirst()));
        Set<String> granted = new HashSet<>(removed);
        granted.retainAll(plan.roles());
        removed.removeAll(granted);
        room.intents().settle(transaction, user, removed, granted, at);
        for (Intent intent : plan.impossible()) {
            String role = intent.roles().getFirst();
            room.intents()
                    .postpone(
                            transaction,
                            intent,
                            "Waits for the role " + role + " to be in Zitadel's project.",
                            room.now());
        }
    }

    private static String waiting(ZitadelException e) {
        return e.isTransient()
                ? "Waits for Zitadel, tried again by itself. " + e.describe()
                : "Zitadel refuses it, tried again by itself. " + e.describe();
    }
}
