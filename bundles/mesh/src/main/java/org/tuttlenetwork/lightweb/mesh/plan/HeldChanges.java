// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Takes changes that are held out of a plan, to the single device. */
public final class HeldChanges {
    private HeldChanges() {}

    /**
     * A plan, parted.
     *
     * @param plan what may be done
     * @param held what is not done
     */
    public record Parted(Plan plan, List<Change> held) {}

    /**
     * Takes out of a plan what another one would do too.
     *
     * @param plan what is wanted now
     * @param held changes that are not to be done
     */
    public static Parted part(Plan plan, List<Change> held) {
        List<Change> left = new ArrayList<>();
        List<Change> stopped = new ArrayList<>();
        for (Change change : plan.changes()) {
            Set<String> all = elements(change);
            if (all.isEmpty()) {
                (held.contains(change) ? stopped : left).add(change);
                continue;
            }
            Set<String> stop = new HashSet<>();
            held.stream()
                    .filter(one -> one.equals(with(change, elements(one))))
                    .forEach(one -> stop.addAll(elements(one)));
            stop.retainAll(all);
            Set<String> rest = new HashSet<>(all);
            rest.removeAll(stop);
            if (!stop.isEmpty()) {
                stopped.add(with(change, stop));
            }
            if (!rest.isEmpty()) {
                left.add(with(change, rest));
            }
        }
        return new Parted(new Plan(left, plan.waiting(), plan.orphaned()), List.copyOf(stopped));
    }

    /** What a change does one by one: peers, or groups; of others nothing. */
    private static Set<String> elements(Change change) {
        return switch (change) {
            case Change.RemovePeers(var _, var _, var peers) -> peers;
            case Change.AddPeers(var _, var _, var peers) -> peers;
            case Change.RemoveAutoGroups(var _, var _, var groups) -> groups;
            case Change.AddAutoGroups(var _, var _, var groups) -> groups;
            default -> Set.of();
        };
    }

    private static Change with(Change change, Set<String> elements) {
        return switch (change) {
            case Change.RemovePeers(var key, var group, var _) ->
                    new Change.RemovePeers(key, group, elements);
            case Change.AddPeers(var key, var group, var _) ->
                    new Change.AddPeers(key, group, elements);
            case Change.RemoveAutoGroups(var key, var user, var _) ->
                    new Change.RemoveAutoGroups(key, user, elements);
            case Change.AddAutoGroups(var key, var user, var _) ->
                    new Change.AddAutoGroups(key, user, elements);
            default -> change;
        };
    }

    /** What a change would do, without names of people or devices. */
    public static String words(Change change) {
        String of =
                switch (change.key().kind()) {
                            case GROUP -> "group ";
                            case POLICY -> "policy ";
                            case ZONE -> "zone ";
                            case DEVICE -> "device ";
                        }
                        + change.key().key()
                        + " of "
                        + change.key().feature()
                        + "/"
                        + change.key().fragment();
        return switch (change) {
            case Change.RemovePeers(var _, var _, var peers) ->
                    "take " + peers.size() + " devices out of " + of;
            case Change.AddPeers(var _, var _, var peers) ->
                    "see to " + peers.size() + " devices being in " + of;
            case Change.CutDevice _ -> "cut off " + of;
            case Change.RemoveAutoGroups _ -> "keep a user's next devices out of " + of;
            case Change.AddAutoGroups _ -> "let a user's next devices into " + of;
            case Change.ApproveUser _ -> "approve a user who waits, for " + of;
            case Change.CreateGroup _, Change.CreatePolicy _, Change.CreateZone _ -> "make " + of;
            case Change.UpdatePolicy(var _, var _, var _, var narrows) ->
                    (narrows ? "narrow " : "widen ") + of;
            case Change.UpdateZone _, Change.AddRecord _, Change.RemoveRecord _ -> "change " + of;
            case Change.DeletePolicy _, Change.DeleteZone _, Change.DeleteGroup _ -> "delete " + of;
            case Change.Adopt _, Change.Forget _, Change.Abandon _ -> "remember " + of;
        };
    }
}
