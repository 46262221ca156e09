// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.mesh.DnsZone;
import org.tuttlenetwork.lightweb.api.mesh.Fragment;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState.State;
import org.tuttlenetwork.lightweb.api.mesh.Mesh;
import org.tuttlenetwork.lightweb.mesh.plan.Change;
import org.tuttlenetwork.lightweb.mesh.plan.FragmentKey;
import org.tuttlenetwork.lightweb.mesh.plan.Held;
import org.tuttlenetwork.lightweb.mesh.plan.ObjectKey;
import org.tuttlenetwork.lightweb.mesh.plan.Plan;
import org.tuttlenetwork.lightweb.mesh.plan.Withheld;
import org.tuttlenetwork.lightweb.mesh.store.Finding.Kind;
import org.tuttlenetwork.lightweb.mesh.store.HeldStore;
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
    private final HeldStore heldStore = new HeldStore();

    Ledger(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * What is told of one plan.
     *
     * @param troubles what NetBird does not do
     * @param withheld what waits for that
     * @param heldBack what the brake holds
     */
    record Told(Plan plan, Troubles troubles, Withheld withheld, List<Held> heldBack) {}

    /**
     * @param busy fragments of which something is still to be done: they are left as they are
     */
    void settle(List<Stored> fragments, Told told, Set<FragmentKey> busy) {
        Troubles troubles = told.troubles();
        Map<FragmentKey, String> braked = braked(told.heldBack());
        for (Stored stored : fragments) {
            String failed = words(stored, troubles.failed());
            String doubted = words(stored, troubles.held());
            String held = doubted.isEmpty() ? braked.getOrDefault(stored.key(), "") : doubted;
            String later = words(stored, troubles.later());
            String withheld = words(stored, told.withheld().waiting());
            String waits =
                    both(later.isEmpty() ? words(stored, told.plan().waiting()) : later, withheld);
            if (!failed.isEmpty()) {
                settle(stored, State.FAILED, both(failed, withheld));
            } else if (!held.isEmpty()) {
                settle(stored, State.HELD, held);
            } else if (!busy.contains(stored.key())) {
                settle(stored, waits.isEmpty() ? State.APPLIED : State.PENDING, waits);
            }
        }
        braked.forEach((about, words) -> find(Kind.HELD, about, words));
        show(told.heldBack());
    }

    private static String both(String words, String others) {
        return words.isEmpty() || others.isEmpty() ? words + others : words + "; " + others;
    }

    /** One sentence a fragment: findings that take turns would never be the same as the last. */
    private static Map<FragmentKey, String> braked(List<Held> heldBack) {
        return heldBack.stream()
                .collect(
                        Collectors.groupingBy(
                                held -> held.effect().key().within(),
                                Collectors.collectingAndThen(
                                        Collectors.toList(), Ledger::sentence)));
    }

    private static String sentence(List<Held> held) {
        String objects =
                held.stream()
                        .map(one -> name(one.effect().key()))
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", "));
        return objects
                + ": "
                + held.stream()
                        .map(Held::words)
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining("; "));
    }

    private void show(List<Held> heldBack) {
        database.write(tx -> heldStore.replace(tx, heldBack, clock.instant()));
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

    private static String words(Stored stored, Map<ObjectKey, String> troubles) {
        return troubles.entrySet().stream()
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
                        .filter(stored -> stored.key().equals(change.key().within()))
                        .anyMatch(
                                stored ->
                                        stored.state().state() == State.APPLIED
                                                && !isUsual(change, stored.fragment()));
        if (wasApplied) {
            find(Kind.REPAIRED, change.key().within(), words(change));
        }
    }

    /**
     * Whether a change comes with devices that come and go, as they are meant to: not told, for it
     * is no drift, and would be a log of when they do.
     */
    private static boolean isUsual(Change change, Fragment fragment) {
        return switch (change) {
            case Change.AddPeers _ -> !fragment.devices().isEmpty();
            case Change.AddRecord _, Change.RemoveRecord _ ->
                    fragment.zones().stream().anyMatch(DnsZone::namesDevices);
            default -> false;
        };
    }

    private static String words(Change change) {
        String what = name(change.key());
        return switch (change) {
            case Change.RemovePeers(var _, var _, var peers) ->
                    what + ": took out " + peers.size() + " devices that nobody declared there";
            case Change.CutDevice _ -> what + ": cut off, for nobody declares it";
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
            case DEVICE -> "device " + key.key();
        };
    }

    /** Notes what an approval did. */
    void approved(Held held) {
        find(
                Kind.APPROVED,
                held.effect().key().within(),
                words(held.change()) + ", as an administrator approved");
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

    void defaultPolicyStays(String words) {
        find(Kind.REFUSED, new FragmentKey("mesh", Infrastructure.NAME), words);
    }

    private void find(Kind kind, FragmentKey about, String words) {
        database.write(
                tx -> {
                    store.find(tx, clock.instant(), kind, about, words);
                    return kind;
                });
    }

    static boolean isInfrastructureApplied(List<Stored> fragments) {
        return fragments.stream()
                .filter(stored -> stored.key().equals(new FragmentKey("mesh", Infrastructure.NAME)))
                .anyMatch(stored -> !stored.withdrawn() && stored.state().state() == State.APPLIED);
    }
}
