// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.writer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.Ids;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.journal.JournalNote;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.mesh.plan.Effect;
import org.tuttlenetwork.lightweb.mesh.plan.Held;
import org.tuttlenetwork.lightweb.mesh.store.Approval;
import org.tuttlenetwork.lightweb.mesh.store.Approval.State;
import org.tuttlenetwork.lightweb.mesh.store.ApprovalStore;
import org.tuttlenetwork.lightweb.mesh.store.HeldChange;
import org.tuttlenetwork.lightweb.mesh.store.HeldCursor;
import org.tuttlenetwork.lightweb.mesh.store.HeldStore;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * What is held, and what administrators let through of it (DECISIONS 1.7): an approval names
 * exactly the changes that were seen, is stored, and then the writer plans anew and makes the same
 * changes or none.
 */
@Component(service = Approvals.class)
public final class Approvals {
    /** The topic of the feed that wakes the writer. */
    public static final String TOPIC = "mesh.approval";

    private static final Logger LOG = LoggerFactory.getLogger(Approvals.class);
    private static final String CHANGED =
            "What is held has changed since it was listed. Nothing was approved or changed. Look at"
                    + " the list again.";
    private static final long LOOK_MILLIS = 50;
    private static final int MOST = 1000;

    private final Database database;
    private final Clock clock;
    private final HeldStore held = new HeldStore();
    private final ApprovalStore approvals = new ApprovalStore();

    @Activate
    public Approvals(@Reference Database database) {
        this(database, Clock.systemUTC());
    }

    public Approvals(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A page of what is held, by feature and fragment. */
    public List<HeldChange> held(HeldCursor after, int limit) {
        return database.read(tx -> held.page(tx, after, limit));
    }

    /** A page of approvals, the newest first. */
    public List<Approval> all(Optional<UUID> before, int limit) {
        return database.read(tx -> approvals.page(tx, before, limit));
    }

    public Optional<Approval> find(UUID id) {
        return database.read(tx -> approvals.find(tx, id));
    }

    /**
     * Approves these changes and no other; the journal says so of each.
     *
     * @param changes ids as they were listed
     * @throws LightWebException as a conflict where one of them is not held any more: then nothing
     *     is approved; as invalid where none or more than a thousand are named
     */
    public Approval approve(Caller administrator, Set<String> changes, String requestId) {
        if (changes.isEmpty() || changes.size() > MOST) {
            throw LightWebException.invalid(
                    "changes", "the ids of 1 to " + MOST + " changes that are held");
        }
        Instant now = clock.instant();
        Approval approval =
                new Approval(
                        Ids.next(clock),
                        now,
                        administrator.user().value(),
                        requestId,
                        changes,
                        State.WAITING,
                        "",
                        now);
        database.write(
                tx -> {
                    List<HeldChange> approved = held.present(tx, changes);
                    if (approved.size() != changes.size()) {
                        throw LightWebException.conflict(CHANGED);
                    }
                    approvals.add(tx, approval);
                    approved.forEach(
                            change -> tx.journal(note(administrator, approval, change.effect())));
                    publish(tx, approval.id(), State.WAITING);
                    return approval;
                });
        LOG.info(
                "Administrator {} approved {} held changes to the mesh (approval {}, request {}):"
                        + " {}",
                approval.administrator(),
                changes.size(),
                approval.id(),
                requestId,
                changes.stream().sorted().collect(Collectors.joining(" ")));
        return approval;
    }

    /**
     * Waits until the writer has decided, or no longer.
     *
     * @throws LightWebException as a conflict where the changes were not the same any more
     */
    public Approval await(Approval approval, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        Approval now = approval;
        while (now.isOpen()
                && System.nanoTime() - deadline < 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
            now = find(approval.id()).orElse(now);
        }
        if (now.state() == State.VOID) {
            throw LightWebException.conflict(CHANGED);
        }
        return now;
    }

    /**
     * Decides, for the writer, which of the held changes of a fresh plan go out: those of an
     * approval all of whose changes are in it, and what is left of one that began.
     *
     * @return ids of changes
     */
    public Set<String> passing(List<Held> fresh) {
        List<Approval> open = database.read(approvals::open);
        Set<String> now = fresh.stream().map(one -> one.effect().id()).collect(Collectors.toSet());
        Set<String> passing = new HashSet<>();
        for (Approval approval : open) {
            Set<String> rest = new HashSet<>(approval.changes());
            rest.retainAll(now);
            if (approval.state() == State.ACCEPTED && rest.isEmpty()) {
                settle(approval, State.DONE, "");
            } else if (approval.state() == State.ACCEPTED) {
                passing.addAll(rest);
            } else if (rest.equals(approval.changes())) {
                settle(approval, State.ACCEPTED, "");
                passing.addAll(rest);
            } else {
                settle(approval, State.VOID, "The changes are not the same any more; none is made");
            }
        }
        return passing;
    }

    /** Ends the approvals of a change that NetBird refuses. */
    void refused(String change, String why) {
        for (Approval approval : database.read(approvals::open)) {
            if (approval.changes().contains(change)) {
                settle(approval, State.REFUSED, why);
            }
        }
    }

    private void settle(Approval approval, State state, String detail) {
        database.write(
                tx -> {
                    approvals.settle(tx, approval.id(), state, detail, clock.instant());
                    publish(tx, approval.id(), state);
                    return state;
                });
        LOG.info(
                "Approval {} of administrator {} is {}. {}",
                approval.id(),
                approval.administrator(),
                state,
                detail);
    }

    /** By fingerprint and fragment: the keys of objects may tell of devices. */
    private static JournalNote note(Caller administrator, Approval approval, Effect effect) {
        ObjectNode after = JsonNodeFactory.instance.objectNode();
        after.put("approval", approval.id().toString());
        after.put("effect", effect.kind().name());
        after.put("fragment", effect.key().within().toString());
        return JournalNote.by(
                        administrator.user(),
                        approval.requestId(),
                        "mesh.held.approved",
                        "mesh-change:" + effect.id())
                .withAfter(after.toString());
    }

    private static void publish(Transaction transaction, UUID id, State state) {
        transaction.publish(TOPIC, id.toString(), "{\"state\":\"" + state + "\"}");
    }
}
