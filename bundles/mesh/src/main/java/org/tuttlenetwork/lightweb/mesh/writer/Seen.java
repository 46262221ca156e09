// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.writer;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.mesh.MeshDevice;
import org.tuttlenetwork.lightweb.mesh.plan.Actual;
import org.tuttlenetwork.lightweb.mesh.plan.Subjects;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What NetBird showed last, in memory only: it tells who is connected, which is never stored. */
public final class Seen {
    private volatile Map<String, Actual.Peer> peers = Map.of();
    private volatile Map<String, Actual.Peer> keyed = Map.of();
    private volatile Map<String, Set<String>> groups = Map.of();
    private volatile boolean defaultPolicy;
    private volatile @Nullable String failure = "NetBird was not asked yet";

    void update(Actual actual) {
        peers = actual.peers();
        Map<String, Actual.Peer> devices = new HashMap<>();
        for (Actual.Group group : actual.groups().values()) {
            actual.keyed(group).ifPresent(peer -> devices.put(group.id(), peer));
        }
        keyed = Map.copyOf(devices);
        groups =
                actual.groups().values().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Actual.Group::id, Actual.Group::peers));
        defaultPolicy = !actual.openToAll().isEmpty();
        failure = null;
    }

    void failed(String why) {
        failure = why;
    }

    public List<MeshDevice> devicesOf(String user) {
        return peers.values().stream()
                .filter(peer -> Subjects.of(peer.userId()).equals(user))
                .map(Seen::device)
                .sorted(Comparator.comparing(MeshDevice::name))
                .toList();
    }

    /**
     * Machines: who is in none of these groups and belongs to nobody.
     *
     * @param keyed the groups that were made for setup keys
     */
    public List<MeshDevice> machines(Set<String> keyed) {
        Set<String> devices = new HashSet<>();
        keyed.forEach(group -> devices.addAll(groups.getOrDefault(group, Set.of())));
        return peers.values().stream()
                .filter(peer -> peer.userId().isEmpty() && !devices.contains(peer.id()))
                .map(Seen::device)
                .sorted(Comparator.comparing(MeshDevice::name))
                .toList();
    }

    /** The device that came by the setup key of a group. */
    public Optional<MeshDevice> keyed(String groupId) {
        return Optional.ofNullable(keyed.get(groupId)).map(Seen::device);
    }

    private static MeshDevice device(Actual.Peer peer) {
        return new MeshDevice(
                peer.id(), peer.name(), peer.address(), peer.operatingSystem(), peer.connected());
    }

    public boolean hasDefaultPolicy() {
        return defaultPolicy;
    }

    public @Nullable String failure() {
        return failure;
    }
}
