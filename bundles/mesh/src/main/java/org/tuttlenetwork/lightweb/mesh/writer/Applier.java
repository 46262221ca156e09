// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.writer;

import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.mesh.DnsZone;
import org.tuttlenetwork.lightweb.mesh.keys.RetiredKeys;
import org.tuttlenetwork.lightweb.mesh.netbird.Netbird;
import org.tuttlenetwork.lightweb.mesh.netbird.NetbirdException;
import org.tuttlenetwork.lightweb.mesh.plan.Change;
import org.tuttlenetwork.lightweb.mesh.plan.Nonces;
import org.tuttlenetwork.lightweb.mesh.plan.ObjectKey;
import org.tuttlenetwork.lightweb.mesh.plan.ObjectKey.Kind;
import org.tuttlenetwork.lightweb.mesh.plan.Owned;
import org.tuttlenetwork.lightweb.mesh.store.OwnedStore;

import java.util.Optional;
import java.util.Set;

/** Carries one change out, and remembers what is ours. */
final class Applier {
    private final Database database;
    private final Netbird netbird;
    private final RetiredKeys retired;
    private final OwnedStore store = new OwnedStore();

    Applier(Database database, Netbird netbird) {
        this.database = database;
        this.netbird = netbird;
        this.retired = new RetiredKeys(database, netbird);
    }

    /**
     * @return why it is held instead, in words; empty where it is done
     * @throws NetbirdException if NetBird refuses it, keeps something else, or does not answer
     */
    Optional<String> apply(Change change) throws NetbirdException {
        switch (change) {
            case Change.RemovePeers(var _, var group, var peers) ->
                    netbird.changePeers(group, Set.of(), peers);
            case Change.CutDevice(var key, var _, var peers) -> cut(key, peers);
            case Change.AddPeers(var _, var group, var peers) ->
                    netbird.changePeers(group, peers, Set.of());
            case Change.RemoveAutoGroups(var _, var user, var groups) ->
                    netbird.changeAutoGroups(user, Set.of(), groups);
            case Change.AddAutoGroups(var _, var user, var groups) ->
                    netbird.changeAutoGroups(user, groups, Set.of());
            case Change.ApproveUser(var _, var user) -> netbird.approve(user);
            case Change.CreateGroup(var key, var name) ->
                    create(key, mark -> netbird.createGroup(name + " " + mark));
            case Change.CreatePolicy(var key, var name, var rule) ->
                    create(key, mark -> netbird.createPolicy(name + " " + mark, rule));
            case Change.UpdatePolicy(var _, var id, var rule, var _) ->
                    netbird.updatePolicy(id, rule);
            case Change.CreateZone(var key, var zone, var group) -> create(key, zone, group);
            case Change.UpdateZone(var _, var id, var group) -> netbird.distributeZone(id, group);
            case Change.AddRecord(var _, var id, var entry) -> netbird.addRecord(id, entry);
            case Change.RemoveRecord(var _, var id, var entry) -> netbird.removeRecord(id, entry);
            case Change.DeletePolicy(var key, var id) -> {
                netbird.deletePolicy(id);
                forget(key);
            }
            case Change.DeleteZone(var key, var id) -> {
                netbird.deleteZone(id);
                forget(key);
            }
            case Change.DeleteGroup(var key, var id) -> {
                // NetBird keeps a group that a key names, used or not.
                retired.of(key);
                if (key.kind() == Kind.DEVICE && !netbird.peersOf(id).isEmpty()) {
                    return Optional.of("a device came at the last moment; it is cut off next");
                }
                netbird.deleteGroup(id);
                forget(key);
            }
            case Change.Adopt(var key, var id) -> own(key, id);
            case Change.Abandon(var key) -> forget(key);
            case Change.Forget(var key, var id) -> {
                if (!netbird.isGone(key.kind(), id)) {
                    return Optional.of("NetBird's listing lacks it, and yet it is there");
                }
                forget(key);
            }
        }
        return Optional.empty();
    }

    private void create(ObjectKey key, DnsZone zone, String group) throws NetbirdException {
        String id =
                create(
                        key,
                        mark ->
                                netbird.createZone(
                                        zone.domain() + " " + mark, zone.domain(), group));
        for (DnsZone.Entry entry : zone.records()) {
            netbird.addRecord(id, entry);
        }
    }

    /** The keys first, so that nothing comes in by one meanwhile. */
    private void cut(ObjectKey device, Set<String> peers) throws NetbirdException {
        retired.of(device);
        for (String peer : peers) {
            netbird.deletePeer(peer);
        }
    }

    /**
     * The nonce is stored before the call, so that a crash between the call and the id leaves
     * something to recognise.
     */
    private String create(ObjectKey key, Creation creation) throws NetbirdException {
        String nonce = database.write(tx -> store.begin(tx, key, Nonces.next()));
        String id = creation.create(Owned.mark(nonce));
        own(key, id);
        return id;
    }

    private void own(ObjectKey key, String id) {
        database.write(
                tx -> {
                    store.own(tx, key, id);
                    return id;
                });
    }

    private void forget(ObjectKey key) {
        database.write(
                tx -> {
                    store.forget(tx, key);
                    return key;
                });
    }

    @FunctionalInterface
    private interface Creation {
        String create(String mark) throws NetbirdException;
    }
}
