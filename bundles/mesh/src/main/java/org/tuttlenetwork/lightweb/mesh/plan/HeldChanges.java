// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.plan;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Takes changes that are held out of a plan, to the single device. */
public final class HeldChanges {
    private HeldChanges() {}

    /** A plan without what is held. */
    public static Plan without(Plan plan, List<Change> held) {
        List<Change> left = new ArrayList<>();
        for (Change change : plan.changes()) {
            @Nullable Change rest = change;
            for (Change one : held) {
                rest = rest == null ? null : without(rest, one);
            }
            if (rest != null) {
                left.add(rest);
            }
        }
        return new Plan(left, plan.waiting(), plan.orphaned());
    }

    private static @Nullable Change without(Change change, Change held) {
        if (change.equals(held)) {
            return null;
        }
        if (change instanceof Change.RemovePeers(var key, var group, var peers)
                && held instanceof Change.RemovePeers(var _, var same, var others)
                && group.equals(same)) {
            Set<String> rest = minus(peers, others);
            return rest.isEmpty() ? null : new Change.RemovePeers(key, group, rest);
        }
        if (change instanceof Change.AddPeers(var key, var group, var peers)
                && held instanceof Change.AddPeers(var _, var same, var others)
                && group.equals(same)) {
            Set<String> rest = minus(peers, others);
            return rest.isEmpty() ? null : new Change.AddPeers(key, group, rest);
        }
        if (change instanceof Change.RemoveAutoGroups(var key, var user, var groups)
                && held instanceof Change.RemoveAutoGroups(var _, var same, var others)
                && user.equals(same)) {
            Set<String> rest = minus(groups, others);
            return rest.isEmpty() ? null : new Change.RemoveAutoGroups(key, user, rest);
        }
        if (change instanceof Change.AddAutoGroups(var key, var user, var groups)
                && held instanceof Change.AddAutoGroups(var _, var same, var others)
                && user.equals(same)) {
            Set<String> rest = minus(groups, others);
            return rest.isEmpty() ? null : new Change.AddAutoGroups(key, user, rest);
        }
        return change;
    }

    private static Set<String> minus(Set<String> all, Set<String> less) {
        Set<String> rest = new HashSet<>(all);
        rest.removeAll(less);
        return rest;
    }

    /** What a change would do, without names of people or devices. */
    public static String words(Change change) {
        String of =
                switch (change.key().kind()) {
                            case GROUP -> "group ";
                            case POLICY -> "policy ";
                            case ZONE -> "zone ";
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
            case Change.RemoveAutoGroups _ -> "keep a user's next devices out of " + of;
            case Change.AddAutoGroups _ -> "let a user's next devices into " + of;
            case Change.ApproveUser _ -> "approve a user who waits, for " + of;
            case Change.CreateGroup _, Change.CreatePolicy _, Change.CreateZone _ -> "make " + of;
            case Change.UpdatePolicy(var _, var _, var _, var narrows) ->
                    (narrows ? "narrow " : "widen ") + of;
            case Change.UpdateZone _, Change.AddRecord _, Change.RemoveRecord _ ->
                    "change " + of;
            case Change.DeletePolicy _, Change.DeleteZone _, Change.DeleteGroup _ ->
                    "delete " + of;
            case Change.Adopt _, Change.Forget _, Change.Abandon _ -> "remember " + of;
        };
    }
}
