// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.RoleKey;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.identity.Brake.Absence;
import org.tuttlenetwork.lightweb.identity.store.Grants;
import org.tuttlenetwork.lightweb.identity.zitadel.Authorization;
import org.tuttlenetwork.lightweb.identity.zitadel.Listing;
import org.tuttlenetwork.lightweb.identity.zitadel.ProjectRole;
import org.tuttlenetwork.lightweb.identity.zitadel.ZitadelException;
import org.tuttlenetwork.lightweb.identity.zitadel.ZitadelUser;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads everything: the backstop, and the first thing on an empty database. */
final class Reconciler {
    /** Lists lag behind: what is younger than this may be missing without being gone. */
    static final Duration LAG = Duration.ofSeconds(30);

    /** An event that lists do not show after so long is not believed against them. */
    static final Duration UNCONFIRMED = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    private static final int STORED_TOGETHER = 20;
    private static final int CHUNK = 200;

    private final Room room;
    private final Readings readings;

    Reconciler(Room room) {
        this.room = room;
        this.readings = new Readings(room);
    }

    /** One full reading. Nothing is taken away where Zitadel does not answer. */
    void run() {
        try {
            reconcile(room.now());
            room.pulse().answered();
        } catch (ZitadelException e) {
            room.pulse().failed(e);
            LOG.warn("Zitadel can't be read, what is known here stays: {}", e.describe());
        }
    }

    private void reconcile(Instant start) {
        Listing<ProjectRole> roles = room.zitadel().projectRoles();
        Listing<Authorization> grants = room.zitadel().authorizations();
        Listing<ZitadelUser> users = users(grants);
        room.database()
                .write(
                        transaction -> {
                            doubtOldEvents(transaction, start);
                            readings.store(transaction, List.of(), List.of(), roles.items());
                            return Boolean.TRUE;
                        });
        store(grants.items(), users.items());
        List<Absence> confirmed = confirmed(judged(start, roles, grants, users));
        room.database()
                .write(
                        transaction -> {
                            confirmed.forEach(absence -> takeAway(transaction, absence));
                            settle(transaction, start, grants.complete());
                            return Boolean.TRUE;
                        });
    }

    /**
     * A few people at a time: whoever loses a role meanwhile waits for the row, and all of a
     * thousand islands take ten seconds.
     */
    private void store(List<Authorization> grants, List<ZitadelUser> users) {
        Map<String, List<Authorization>> held =
                grants.stream().collect(Collectors.groupingBy(grant -> grant.user().value()));
        Map<String, ZitadelUser> people =
                users.stream()
                        .collect(
                                Collectors.toMap(
                                        user -> user.id().value(),
                                        user -> user,
                                        (_, last) -> last));
        Set<String> ids = new TreeSet<>(held.keySet());
        ids.addAll(people.keySet());
        List<String> all = List.copyOf(ids);
        for (int i = 0; i < all.size(); i += STORED_TOGETHER) {
            List<String> some = all.subList(i, Math.min(i + STORED_TOGETHER, all.size()));
            List<Authorization> theirs =
                    some.stream().flatMap(id -> held.getOrDefault(id, List.of()).stream()).toList();
            List<ZitadelUser> them =
                    some.stream().map(people::get).filter(Objects::nonNull).toList();
            room.database()
                    .write(
                            transaction -> {
                                readings.store(transaction, theirs, them, List.of());
                                return Boolean.TRUE;
                            });
        }
    }

    private Listing<ZitadelUser> users(Listing<Authorization> grants) {
        Set<String> ids = new TreeSet<>();
        grants.items().forEach(grant -> ids.add(grant.user().value()));
        room.database()
                .read(t -> room.people().knownBefore(t, room.now()))
                .forEach(user -> ids.add(user.value()));
        List<UserId> all = ids.stream().map(UserId::new).toList();
        List<ZitadelUser> found = new ArrayList<>();
        boolean complete = true;
        for (int i = 0; i < all.size(); i += CHUNK) {
            Listing<ZitadelUser> some =
                    room.zitadel().users(all.subList(i, Math.min(i + CHUNK, all.size())));
            found.addAll(some.items());
            complete &= some.complete();
        }
        return new Listing<>(found, complete);
    }

    private void doubtOldEvents(Transaction transaction, Instant start) {
        room.hints()
                .all(transaction, start.minus(UNCONFIRMED))
                .forEach(
                        dirty -> {
                            switch (dirty.kind()) {
                                case GRANT ->
                                        room.grants()
                                                .doubt(transaction, dirty.id(), dirty.asNewAs());
                                case USER ->
                                        room.people()
                                                .doubt(transaction, dirty.id(), dirty.asNewAs());
                                case ROLE -> {
                                    // A role's event only adds, and is read like any other.
                                }
                            }
                        });
    }

    /** A list may have lagged: what is to go is looked for once more, by its own id. */
    private List<Absence> confirmed(List<Absence> absences) {
        Set<String> present = present(absences);
        return absences.stream().filter(absence -> !present.contains(absence.name())).toList();
    }

    /**
     * Which of some absences Zitadel shows now, by name.
     *
     * @throws ZitadelException if it does not answer
     */
    Set<String> present(List<Absence> absences) {
        Set<String> present = new HashSet<>();
        List<String> grants = ids(absences, "GRANT");
        if (!grants.isEmpty()) {
            room.zitadel()
                    .authorizations(grants)
                    .items()
                    .forEach(grant -> present.add("GRANT:" + grant.id()));
        }
        for (String user : ids(absences, "USER")) {
            if (room.zitadel().user(new UserId(user)).isPresent()) {
                present.add("USER:" + user);
            }
        }
        for (String role : ids(absences, "ROLE")) {
            if (room.zitadel().hasProjectRole(role)) {
                present.add("ROLE:" + role);
            }
        }
        return present;
    }

    private static List<String> ids(List<Absence> absences, String kind) {
        return absences.stream().filter(a -> a.kind().equals(kind)).map(Absence::id).toList();
    }

    /** Absences that the brake lets through; the others are stored as held. */
    private List<Absence> judged(
            Instant start,
            Listing<ProjectRole> roles,
            Listing<Authorization> grants,
            Listing<ZitadelUser> users) {
        Instant before = start.minus(LAG);
        HeldRoles restored = room.restored().held();
        return room.database()
                .write(
                        transaction -> {
                            var holders = room.people().holdersByIsland(transaction);
                            Brake brake = room.settings().brake();
                            List<Brake.Verdict> verdicts =
                                    List.of(
                                            brake.judge(
                                                    missingGrants(transaction, grants, before),
                                                    grants.complete(),
                                                    room.grants().countPresent(transaction),
                                                    holders),
                                            brake.judge(
                                                    missingUsers(transaction, users, before),
                                                    users.complete(),
                                                    room.people()
                                                            .knownBefore(transaction, start)
                                                            .size(),
                                                    holders),
                                            brake.judge(
                                                    missingRoles(transaction, roles, before),
                                                    roles.complete(),
                                                    room.roles().present(transaction).size(),
                                                    holders));
                            verdicts = restored.hold(verdicts);
                            List<Brake.Held> held =
                                    verdicts.stream().flatMap(v -> v.held().stream()).toList();
                            room.hints().hold(transaction, held, start);
                            room.pulse().held(held.size());
                            List<String> words = restored.words(room.intents(), transaction, held);
                            transaction.afterCommit(() -> room.restored().report(words));
                            return verdicts.stream().flatMap(v -> v.apply().stream()).toList();
                        });
    }

    private List<Absence> missingGrants(
            Transaction transaction, Listing<Authorization> told, Instant before) {
        Set<String> ids = told.items().stream().map(Authorization::id).collect(Collectors.toSet());
        return room.grants().presentBefore(transaction, before).stream()
                .filter(grant -> !ids.contains(grant.id()))
                .map(grant -> new Absence("GRANT", grant.id(), keys(grant)))
                .toList();
    }

    private static Set<RoleKey> keys(Grants.Known grant) {
        return grant.roles().stream().map(RoleKey::new).collect(Collectors.toSet());
    }

    private List<Absence> missingUsers(
            Transaction transaction, Listing<ZitadelUser> told, Instant before) {
        Set<UserId> ids = told.items().stream().map(ZitadelUser::id).collect(Collectors.toSet());
        return room.people().knownBefore(transaction, before).stream()
                .filter(user -> !ids.contains(user))
                .map(
                        user ->
                                new Absence(
                                        "USER",
                                        user.value(),
                                        room.people().roles(transaction, user)))
                .toList();
    }

    private List<Absence> missingRoles(
            Transaction transaction, Listing<ProjectRole> told, Instant before) {
        Set<String> gone = new HashSet<>(room.roles().presentBefore(transaction, before));
        told.items().forEach(role -> gone.remove(role.key()));
        return gone.stream()
                .sorted()
                .map(key -> new Absence("ROLE", key, Set.of(new RoleKey(key))))
                .toList();
    }

    /** Carries out a revocation that absence in a listing is the reason of. */
    void takeAway(Transaction transaction, Absence absence) {
        LOG.info("{} {} is gone from Zitadel", absence.kind(), absence.id());
        Observed observed = new Observed(transaction, room.people());
        switch (absence.kind()) {
            case "GRANT" -> {
                room.grants()
                        .find(transaction, absence.id())
                        .ifPresent(grant -> observed.watch(grant.user().value()));
                room.grants().absent(transaction, absence.id());
            }
            case "USER" -> {
                observed.watch(absence.id());
                room.people().absent(transaction, absence.id());
            }
            default -> {
                observed.watch(room.roles().holders(transaction, List.of(absence.id())));
                room.roles().absent(transaction, absence.id());
            }
        }
        observed.publish();
    }

    private void settle(Transaction transaction, Instant start, boolean complete) {
        room.hints()
                .all(transaction, start.minus(LAG))
                .forEach(
                        dirty -> {
                            boolean old = dirty.asNewAs().isBefore(start.minus(UNCONFIRMED));
                            if ((complete && old)
                                    || DirtyReader.isAsNew(room, transaction, dirty)) {
                                room.hints().clean(transaction, dirty);
                            }
                        });
        room.intents().prune(transaction, start.minus(Duration.ofMinutes(10)));
        // Webhooks come in where nothing can be polled.
        room.hints().forgetEvents(transaction, start.minus(EventPoller.REMEMBERED));
        // Only here on an empty database: what happened since the last poll is for the poller.
        room.hints().begin(transaction, start);
    }
}
