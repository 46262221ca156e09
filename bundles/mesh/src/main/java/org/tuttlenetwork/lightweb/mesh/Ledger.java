// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState.State;
import org.tuttlenetwork.lightweb.api.mesh.Mesh;
import org.tuttlenetwork.lightweb.mesh.plan.Change;
import org.tuttlenetwork.lightweb.mesh.plan.FragmentKey;
import org.tuttlenetwork.lightweb.mesh.plan.ObjectKey;
import org.tuttlenetwork.lightweb.mesh.plan.Plan;
import org.tuttlenetwork.lightweb.mesh.store.Finding;
import org.tuttlenetwork.lightweb.mesh.store.Finding.Kind;
import org.tuttlenetwork.lightweb.mesh.store.MeshStore;
import org.tuttlenetwork.lightweb.mesh.store.MeshStore.Stored;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes down what became of fragments, and what an administrator should know. */
final class Ledger {
    private final Database database;
    private final Clock clock;
    private final MeshStore store = new MeshStore();

    Ledger(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * @param busy fragments of which something is still to be done: they are left as they are
     */
    void settle(
            List<Stored> fragments, Plan plan, Writer.Troubles troubles, Set<FragmentKey> busy) {
        for (Stored stored : fragments) {
            String failed = words(stored, List.of(troubles.failed()));
            String held = words(stored, List.of(plan.held(), troubles.held()));
            String waits = words(stored, List.of(plan.waiting()));
            if (!failed.isEmpty()) {
                settle(stored, State.FAILED, failed);
            } else if (!held.isEmpty()) {
                settle(stored, State.HELD, held);
            } else if (!busy.contains(stored.key())) {
                settle(stored, waits.isEmpty() ? State.APPLIED : State.PENDING, waits);
            }
        }
        plan.held().forEach((key, why) -> find(Kind.HELD, key.within(), name(key) + ": " + why));
    }

    private void settle(Stored stored, State state, String detail) {
        boolean known =
                !stored.withdrawn()
                        && stored.state().state() == state
                        && stored.state().detail().equals(detail);
        if (known) {
            return;
        }
        // A transaction for each: the locks of many keys at once could meet a feature's own.
        database.write(
                tx -> {
                    if (store.settle(tx, stored, state, detail, clock.instant())) {
                        tx.publish(
                                Mesh.TOPIC,
                                stored.key().toString(),
                                "{\"state\":\"" + state + "\"}");
                    }
                    return state;
                });
        if (state == State.FAILED || state == State.HELD) {
            find(state == State.HELD ? Kind.HELD : Kind.REFUSED, stored.key(), detail);
        }
    }

    private static String words(Stored stored, List<Map<ObjectKey, String>> troubles) {
        return troubles.stream()
                .flatMap(map -> map.entrySet().stream())
                .filter(trouble -> trouble.getKey().within().equals(stored.key()))
                .map(Map.Entry::getValue)
                .distinct()
                .sorted()
                .collect(Collectors.joining("; "));
    }

    /** Notes a change to something that was applied before: somebody else had changed it. */
    void repaired(Change change, List<Stored> fragments) {
        boolean wasApplied =
                fragments.stream()
                        .anyMatch(
                                stored ->
                                        stored.key().equals(change.key().within())
                                                && stored.state().state() == State.APPLIED);
        if (wasApplied) {
            find(Kind.REPAIRED, change.key().within(), words(change));
        }
    }

    private static String words(Change change) {
        String what = name(change.key());
        return switch (change) {
            case Change.RemovePeers(var _, var _, var peers) ->
                    what + ": took out " + peers.size() + " devices that nobody declared there";
            case Change.AddPeers _ -> what + ": put devices in that were not in it";
            case Change.RemoveAutoGroups _, Change.AddAutoGroups _ ->
                    what + ": mended a user's auto groups";
            case Change.ApproveUser _ -> what + ": approved a user who waited";
            case Change.Adopt _ -> what + ": found again what was made before";
            case Change.Forget _, Change.Abandon _ -> what + ": is gone from NetBird";
            case Change.CreateGroup _, Change.CreatePolicy _, Change.CreateZone _ ->
                    what + ": made anew";
            case Change.UpdatePolicy _ -> what + ": brought back to what it should say";
            case Change.UpdateZone _, Change.AddRecord _, Change.RemoveRecord _ ->
                    what + ": mended its names";
            case Change.DeletePolicy _, Change.DeleteZone _, Change.DeleteGroup _ ->
                    what + ": deleted, for what it needs is gone";
        };
    }

    private static String name(ObjectKey key) {
        return switch (key.kind()) {
            case GROUP -> "group " + key.key();
            case POLICY -> "policy " + key.key();
            case ZONE -> "zone " + key.key();
        };
    }

    void shortListing(String words) {
        find(Kind.SHORT_LISTING, new FragmentKey("", ""), words);
    }

    void defaultPolicyRemoved() {
        find(
                Kind.DEFAULT_POLICY,
                new FragmentKey("mesh", Infrastructure.NAME),
                "NetBird's Default policy was removed, as configured");
    }

    private void find(Kind kind, FragmentKey about, String words) {
        database.write(
                tx -> {
                    store.find(
                            tx,
                            new Finding(
                                    clock.instant(), kind, about.feature(), about.name(), words));
                    return kind;
                });
    }

    static boolean isInfrastructureApplied(List<Stored> fragments) {
        return fragments.stream()
                .filter(stored -> stored.key().equals(new FragmentKey("mesh", Infrastructure.NAME)))
                .anyMatch(stored -> !stored.withdrawn() && stored.state().state() == State.APPLIED);
    }
}
