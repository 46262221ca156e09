// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.writer;

import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.mesh.DnsZone;
import org.tuttlenetwork.lightweb.api.mesh.Fragment;
import org.tuttlenetwork.lightweb.api.mesh.FragmentState.State;
import org.tuttlenetwork.lightweb.mesh.plan.Change;
import org.tuttlenetwork.lightweb.mesh.plan.FragmentKey;
import org.tuttlenetwork.lightweb.mesh.plan.Held;
import org.tuttlenetwork.lightweb.mesh.store.Finding.Kind;
import org.tuttlenetwork.lightweb.mesh.store.FindingStore;
import org.tuttlenetwork.lightweb.mesh.store.StoredFragment;

import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Tells an administrator what was not as it should be. */
final class Findings {
    private final Database database;
    private final Clock clock;
    private final FindingStore store = new FindingStore();

    Findings(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Notes a change to something that was applied before: somebody else had changed it. */
    void repaired(Change change, List<StoredFragment> fragments) {
        boolean wasApplied =
                fragments.stream()
                        .filter(stored -> stored.key().equals(change.key().within()))
                        .anyMatch(
                                stored ->
                                        stored.state().state() == State.APPLIED
                                                && !isUsual(change, stored.fragment()));
        if (wasApplied) {
            about(change.key().within(), Kind.REPAIRED, words(change));
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
        String what = change.key().words();
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

    /** Notes what an approval did. */
    void approved(Held held) {
        about(
                held.effect().key().within(),
                Kind.APPROVED,
                words(held.change()) + ", as an administrator approved");
    }

    /** Notes that a listing has so much less in it that it is not believed. */
    void shortListing(String words) {
        about(new FragmentKey("", ""), Kind.SHORT_LISTING, words);
    }

    /** Notes something about each of some fragments. */
    void about(Map<FragmentKey, String> words, Kind kind) {
        if (!words.isEmpty()) {
            database.write(
                    tx -> {
                        words.forEach(
                                (about, one) -> store.add(tx, clock.instant(), kind, about, one));
                        return kind;
                    });
        }
    }

    /** Notes something about a fragment, unless that was the last that was noted of it. */
    void about(FragmentKey about, Kind kind, String words) {
        database.write(
                tx -> {
                    store.add(tx, clock.instant(), kind, about, words);
                    return kind;
                });
    }
}
