// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.tuttlenetwork.lightweb.mesh.plan.Actual.Rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * NetBird in memory, as far as plans touch it: it refuses what NetBird refuses, and an auto group
 * moves all the devices that its user has.
 */
final class NetbirdModel {
    final Map<String, Actual.Group> groups = new TreeMap<>();
    final Map<String, Actual.Policy> policies = new TreeMap<>();
    final Map<String, Actual.User> users = new TreeMap<>();
    final Map<String, Actual.Peer> peers = new TreeMap<>();
    final Map<String, Actual.Zone> zones = new TreeMap<>();
    final Map<ObjectKey, Owned> owned = new HashMap<>();
    private final BooleanSupplier crash;
    private int next = 1;

    /**
     * @param crash whether a creation is made, and its id not remembered
     */
    NetbirdModel(BooleanSupplier crash) {
        this.crash = crash;
    }

    String id() {
        return "id" + next++;
    }

    Actual actual() {
        return new Actual(groups, policies, users, peers, zones);
    }

    List<Owned> owned() {
        return List.copyOf(owned.values());
    }

    Set<String> ownedIds() {
        Set<String> ids = new HashSet<>();
        owned.values().forEach(object -> object.netbirdId().ifPresent(ids::add));
        return ids;
    }

    String foreignGroup(String name, Set<String> members) {
        String id = id();
        groups.put(id, new Actual.Group(id, name, members));
        return id;
    }

    void foreignPolicy(String name, Rule rule) {
        String id = id();
        policies.put(id, new Actual.Policy(id, name, rule));
    }

    void apply(Change change) {
        switch (change) {
            case Change.Adopt(var key, var id) ->
                    owned.computeIfPresent(
                            key, (_, begun) -> new Owned(key, begun.nonce(), Optional.of(id)));
            case Change.Forget(var key, var _) -> owned.remove(key);
            case Change.Abandon(var key) -> owned.remove(key);
            case Change.RemovePeers(var _, var id, var gone) -> group(id, Set.of(), gone);
            case Change.CutDevice(var _, var id, var gone) -> cut(id, gone);
            case Change.AddPeers(var _, var id, var all) -> group(id, all, Set.of());
            case Change.RemoveAutoGroups(var _, var id, var gone) -> user(id, Set.of(), gone);
            case Change.AddAutoGroups(var _, var id, var fresh) -> user(id, fresh, Set.of());
            case Change.ApproveUser(var _, var id) -> approve(id);
            case Change.CreateGroup(var key, var name) -> {
                String id = create(key);
                groups.put(id, new Actual.Group(id, name + mark(key), Set.of()));
                remember(key, id);
            }
            case Change.CreatePolicy(var key, var name, var rule) -> {
                requireGroups(rule);
                String id = create(key);
                policies.put(id, new Actual.Policy(id, name + mark(key), rule));
                remember(key, id);
            }
            case Change.UpdatePolicy(var _, var id, var rule, var _) -> {
                requireGroups(rule);
                String name = policies.get(id).name();
                policies.put(id, new Actual.Policy(id, name, rule));
            }
            case Change.DeletePolicy(var key, var id) -> {
                assertThat(policies.remove(id)).isNotNull();
                owned.remove(key);
            }
            case Change.DeleteGroup(var key, var id) -> {
                assertThat(uses(id)).as("uses of a group that is deleted").isEmpty();
                groups.remove(id);
                owned.remove(key);
            }
            case Change.CreateZone(var key, var zone, var group) -> {
                assertThat(groups).containsKey(group);
                String id = create(key);
                String domain = zone.domain();
                zones.put(
                        id,
                        new Actual.Zone(id, domain + mark(key), domain, Set.of(group), List.of()));
                remember(key, id);
            }
            case Change.DeleteZone(var key, var id) -> {
                zones.remove(id);
                owned.remove(key);
            }
            case Change.UpdateZone(var _, var id, var group) ->
                    zone(id, Set.of(group), zones.get(id).records());
            case Change.RemoveRecord(var _, var id, var record) -> {
                List<Actual.Entry> rest = new ArrayList<>(zones.get(id).records());
                assertThat(rest.removeIf(entry -> entry.id().equals(record))).isTrue();
                zone(id, zones.get(id).distribution(), rest);
            }
            case Change.AddRecord(var _, var id, var entry) -> {
                List<Actual.Entry> more = new ArrayList<>(zones.get(id).records());
                more.add(
                        new Actual.Entry(
                                id(),
                                entry.name(),
                                entry.type().name(),
                                entry.content(),
                                entry.ttlSeconds()));
                zone(id, zones.get(id).distribution(), more);
            }
        }
    }

    private void zone(String id, Set<String> distribution, List<Actual.Entry> records) {
        Actual.Zone old = zones.get(id);
        zones.put(id, new Actual.Zone(id, old.name(), old.domain(), distribution, records));
    }

    private String mark(ObjectKey key) {
        return " " + Owned.mark(owned.get(key).nonce());
    }

    private String create(ObjectKey key) {
        owned.putIfAbsent(key, new Owned(key, "nonce" + next++, Optional.empty()));
        return id();
    }

    private void remember(ObjectKey key, String id) {
        if (!crash.getAsBoolean()) {
            owned.put(key, new Owned(key, owned.get(key).nonce(), Optional.of(id)));
        }
    }

    void group(String id, Set<String> add, Set<String> remove) {
        Actual.Group old = groups.get(id);
        Set<String> members = new HashSet<>(old.peers());
        members.addAll(add);
        members.removeAll(remove);
        groups.put(id, new Actual.Group(id, old.name(), members));
    }

    void user(String id, Set<String> add, Set<String> remove) {
        Actual.User old = users.get(id);
        assertThat(groups.keySet()).containsAll(add);
        List<String> all = new ArrayList<>(old.autoGroups());
        all.removeAll(remove);
        all.addAll(add);
        users.put(id, new Actual.User(id, old.role(), old.blocked(), old.pending(), all));
        for (Actual.Peer peer : peers.values()) {
            if (peer.userId().equals(id)) {
                add.forEach(group -> group(group, Set.of(peer.id()), Set.of()));
                remove.forEach(group -> group(group, Set.of(), Set.of(peer.id())));
            }
        }
    }

    /** A device goes only where it is alone in the group of its key, and nobody logged in on it. */
    private void cut(String group, Set<String> gone) {
        for (String peer : gone) {
            if (!peers.containsKey(peer)) {
                // Somebody had put it into two such groups: one that is gone is fine.
                continue;
            }
            assertThat(groups.get(group).peers().stream().filter(this::isWithoutUser))
                    .containsExactly(peer);
            peers.remove(peer);
            groups.keySet().forEach(id -> group(id, Set.of(), Set.of(peer)));
        }
    }

    boolean isInGroupOfAKey(String peer) {
        return owned.values().stream()
                .filter(object -> object.key().kind() == ObjectKey.Kind.DEVICE)
                .flatMap(object -> object.netbirdId().stream())
                .map(groups::get)
                .anyMatch(group -> group != null && group.peers().contains(peer));
    }

    boolean isWithoutUser(String peer) {
        return peers.get(peer).userId().isEmpty();
    }

    private void approve(String id) {
        Actual.User old = users.get(id);
        assertThat(old.pending()).isTrue();
        users.put(id, new Actual.User(id, old.role(), false, false, old.autoGroups()));
    }

    private void requireGroups(Rule rule) {
        assertThat(groups.keySet()).containsAll(rule.sources()).containsAll(rule.destinations());
    }

    private List<String> uses(String group) {
        List<String> uses = new ArrayList<>();
        policies.values().stream()
                .filter(
                        policy ->
                                policy.rule().sources().contains(group)
                                        || policy.rule().destinations().contains(group))
                .forEach(policy -> uses.add(policy.name()));
        users.values().stream()
                .filter(user -> user.autoGroups().contains(group))
                .forEach(user -> uses.add(user.id()));
        return uses;
    }
}
