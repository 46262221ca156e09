// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.identity.Person;
import org.tuttlenetwork.lightweb.api.identity.RoleKey;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.identity.store.HeldCursor;
import org.tuttlenetwork.lightweb.identity.store.Hints.HeldRow;
import org.tuttlenetwork.lightweb.identity.zitadel.ZitadelException;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Revocations that wait for an administrator (DECISIONS 1.7). */
public final class HeldRevocations {
    /** So many are approved together at most. */
    public static final int MOST = 200;

    private static final int NAMED_BYTES = 8;
    private static final Logger LOG = LoggerFactory.getLogger(HeldRevocations.class);
    private static final String CHANGED =
            "Nothing was changed: not all of these are held any more. Look at the list again.";

    private final Room room;
    private final Reconciler reconciler;

    HeldRevocations(Room room, Reconciler reconciler) {
        this.room = room;
        this.reconciler = reconciler;
    }

    /** What waits, oldest first. */
    public List<HeldRow> list() {
        return room.database().read(tx -> room.hints().held(tx));
    }

    /** A page of what waits, oldest first. */
    public List<HeldRow> page(HeldCursor after, int limit) {
        return room.database().read(tx -> room.hints().held(tx, after, limit));
    }

    /** The same with whom it is about. */
    public List<HeldRevocation> described(HeldCursor after, int limit) {
        return room.database().read(tx -> described(tx, room.hints().held(tx, after, limit)));
    }

    private List<HeldRevocation> described(Transaction transaction, List<HeldRow> rows) {
        Map<String, UserId> users = users(transaction, rows);
        Map<UserId, Person> people =
                room.people().find(transaction, Set.copyOf(users.values())).stream()
                        .collect(Collectors.toMap(Person::id, person -> person));
        Map<String, Integer> holders = room.people().count(transaction, ids(rows, "ROLE"));
        return rows.stream()
                .map(
                        row -> {
                            Optional<UserId> user = Optional.ofNullable(users.get(name(row)));
                            return new HeldRevocation(
                                    row,
                                    user,
                                    user.map(people::get),
                                    holders.getOrDefault(row.id(), 0));
                        })
                .toList();
    }

    /**
     * Reads anew and carries the named revocations out: all of them, or none where one is no longer
     * held or there again. The journal says so of each.
     *
     * @param subjects as {@link #name} names them
     * @param requestId the request by which the administrator asks
     * @throws LightWebException INVALID where none or too many are named, CONFLICT where they are
     *     not the same any more, UNAVAILABLE where Zitadel does not answer
     */
    public void approve(Caller administrator, Set<String> subjects, String requestId) {
        if (subjects.isEmpty() || subjects.size() > MOST) {
            throw LightWebException.invalid(
                    "ids", "1 to " + MOST + " ids from the list of what is held");
        }
        List<HeldRow> rows = list().stream().filter(row -> subjects.contains(name(row))).toList();
        if (rows.size() != subjects.size()) {
            throw LightWebException.conflict(CHANGED).because("held-changed");
        }
        List<Brake.Absence> absences = rows.stream().map(HeldRevocations::absence).toList();
        if (isAnyPresent(absences)) {
            throw LightWebException.conflict(
                            "Nothing was changed: Zitadel shows some of these again.")
                    .because("held-again");
        }
        room.database()
                .write(
                        transaction -> {
                            Map<String, UserId> users = users(transaction, rows);
                            for (HeldRow row : rows) {
                                carryOut(transaction, row);
                                transaction.journal(
                                        ApprovalNote.of(
                                                row,
                                                Optional.ofNullable(users.get(name(row))),
                                                administrator.user(),
                                                requestId));
                            }
                            int left = room.hints().held(transaction).size();
                            transaction.afterCommit(() -> room.pulse().held(left));
                            return Boolean.TRUE;
                        });
        LOG.info(
                "Administrator {} approved {} held revocations (request {}): {}",
                administrator.user(),
                rows.size(),
                requestId,
                rows.stream().map(HeldRevocations::name).collect(Collectors.joining(" ")));
    }

    /** Somebody else may have approved it, or a reading found it, since the list was read. */
    private void carryOut(Transaction transaction, HeldRow row) {
        if (!room.hints().release(transaction, row)) {
            throw LightWebException.conflict(CHANGED).because("held-changed");
        }
        reconciler.takeAway(transaction, absence(row));
    }

    /** Whom they are taken away from, by name; of roles and of unknown grants nobody is said. */
    private Map<String, UserId> users(Transaction transaction, List<HeldRow> rows) {
        Map<String, UserId> owners = room.grants().users(transaction, ids(rows, "GRANT"));
        Map<String, UserId> users = new HashMap<>();
        for (HeldRow row : rows) {
            Optional<UserId> user =
                    switch (row.kind()) {
                        case "USER" -> Optional.of(new UserId(row.id()));
                        case "GRANT" -> Optional.ofNullable(owners.get(row.id()));
                        default -> Optional.empty();
                    };
            user.ifPresent(one -> users.put(name(row), one));
        }
        return users;
    }

    private static List<String> ids(List<HeldRow> rows, String kind) {
        return rows.stream().filter(row -> row.kind().equals(kind)).map(HeldRow::id).toList();
    }

    private boolean isAnyPresent(List<Brake.Absence> absences) {
        try {
            Set<String> present = reconciler.present(absences);
            return absences.stream().map(Brake.Absence::name).anyMatch(present::contains);
        } catch (ZitadelException e) {
            throw new LightWebException(
                    ProblemType.UNAVAILABLE,
                    "Nothing was changed: Zitadel must be read first and does not answer.",
                    e);
        }
    }

    private static Brake.Absence absence(HeldRow row) {
        return new Brake.Absence(
                row.kind(),
                row.id(),
                row.roles().stream().map(RoleKey::new).collect(Collectors.toSet()));
    }

    /**
     * How a held revocation is named: by its kind, its id and what would be lost, so that nothing
     * else is approved than what was looked at.
     */
    public static String name(HeldRow row) {
        String roles = String.join("\n", row.roles().stream().sorted().toList());
        return row.kind() + ":" + row.id() + ":" + digest(roles);
    }

    private static String digest(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, NAMED_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
