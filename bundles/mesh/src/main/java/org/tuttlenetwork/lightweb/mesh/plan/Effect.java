// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.plan;

import java.util.Optional;

/**
 * What a change would do to what is there now, told apart from every other: so that a person
 * approves exactly what they saw.
 *
 * @param id the same for the same change on every host, and for no other
 * @param kind what it does
 * @param key the object that it is for
 * @param name the object's name in NetBird without our mark; its key where it has none
 * @param count how many devices, groups or names it concerns; 1 where it concerns the object itself
 */
public record Effect(String id, Kind kind, ObjectKey key, String name, int count) {
    /** What changes do. */
    public enum Kind {
        REMOVE_DEVICES,
        REMOVE_AUTO_GROUPS,
        DELETE_POLICY,
        CHANGE_POLICY,
        DELETE_NAMES,
        CHANGE_NAMES,
        DELETE_GROUP,
        FORGET,
        GRANT
    }

    public static Effect of(Change change, Actual actual) {
        Optional<Actual.Policy> policy = policy(change).map(actual.policies()::get);
        Optional<Actual.Zone> zone = zone(change).map(actual.zones()::get);
        // A policy or a zone that was edited meanwhile is another one; who is in a group is said by
        // the change that empties it.
        return new Effect(
                Fingerprint.of(change, policy, zone),
                kind(change),
                change.key(),
                group(change)
                        .map(actual.groups()::get)
                        .map(Actual.Group::name)
                        .or(() -> policy.map(Actual.Policy::name))
                        .map(Effect::withoutMark)
                        .orElse(change.key().key()),
                count(change, zone));
    }

    private static Kind kind(Change change) {
        return switch (change) {
            case Change.RemovePeers _, Change.CutDevice _ -> Kind.REMOVE_DEVICES;
            case Change.RemoveAutoGroups _ -> Kind.REMOVE_AUTO_GROUPS;
            case Change.DeletePolicy _ -> Kind.DELETE_POLICY;
            case Change.UpdatePolicy _ -> Kind.CHANGE_POLICY;
            case Change.DeleteZone _ -> Kind.DELETE_NAMES;
            case Change.UpdateZone _, Change.RemoveRecord _, Change.AddRecord _ ->
                    Kind.CHANGE_NAMES;
            case Change.DeleteGroup _ -> Kind.DELETE_GROUP;
            case Change.Forget _, Change.Abandon _ -> Kind.FORGET;
            case Change.Adopt _, Change.CreateGroup _, Change.AddPeers _ -> Kind.GRANT;
            case Change.ApproveUser _, Change.AddAutoGroups _ -> Kind.GRANT;
            case Change.CreatePolicy _, Change.CreateZone _ -> Kind.GRANT;
        };
    }

    private static Optional<String> group(Change change) {
        if (change instanceof Change.RemovePeers(var _, var id, var _)) {
            return Optional.of(id);
        }
        if (change instanceof Change.CutDevice(var _, var id, var _)) {
            return Optional.of(id);
        }
        return change instanceof Change.DeleteGroup(var _, var id)
                ? Optional.of(id)
                : Optional.empty();
    }

    private static Optional<String> policy(Change change) {
        if (change instanceof Change.UpdatePolicy(var _, var id, var _, var _)) {
            return Optional.of(id);
        }
        return change instanceof Change.DeletePolicy(var _, var id)
                ? Optional.of(id)
                : Optional.empty();
    }

    private static Optional<String> zone(Change change) {
        return change instanceof Change.DeleteZone(var _, var id)
                ? Optional.of(id)
                : Optional.empty();
    }

    private static int count(Change change, Optional<Actual.Zone> zone) {
        if (change instanceof Change.RemovePeers(var _, var _, var peers)) {
            return peers.size();
        }
        return change instanceof Change.RemoveAutoGroups(var _, var _, var groups)
                ? groups.size()
                : zone.map(there -> there.records().size()).orElse(1);
    }

    private static String withoutMark(String name) {
        return name.replaceFirst(" \\[lw:[^]]*]$", "");
    }
}
