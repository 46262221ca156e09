// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.mesh.MeshDevice;
import org.tuttlenetwork.lightweb.mesh.plan.Actual;
import org.tuttlenetwork.lightweb.mesh.plan.Change;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** What NetBird showed last, in memory only: it tells who is connected, which is never stored. */
final class Seen {
    private static final int MOST_FINDINGS = 100;

    private final Deque<String> findings = new ArrayDeque<>();
    private volatile Map<String, Actual.Peer> peers = Map.of();
    private volatile boolean defaultPolicy;
    private volatile @Nullable String failure = "NetBird was not asked yet";

    void update(Actual actual) {
        peers = actual.peers();
        String all = actual.groupNamed("All").map(Actual.Group::id).orElse("");
        defaultPolicy =
                actual.policies().values().stream()
                        .anyMatch(
                                policy ->
                                        policy.rule().enabled()
                                                && policy.rule().accept()
                                                && policy.rule().protocol().equals("all")
                                                && policy.rule().sources().contains(all)
                                                && policy.rule().destinations().contains(all));
        failure = null;
    }

    void failed(String why) {
        failure = why;
    }

    synchronized void applied(Change change) {
        String what =
                change.getClass().getSimpleName()
                        + " for "
                        + change.key().feature()
                        + "/"
                        + change.key().fragment();
        findings.addFirst(what);
        while (findings.size() > MOST_FINDINGS) {
            findings.removeLast();
        }
    }

    List<MeshDevice> devicesOf(String user) {
        return peers.values().stream()
                .filter(peer -> peer.userId().equals(user))
                .map(Seen::device)
                .sorted(java.util.Comparator.comparing(MeshDevice::name))
                .toList();
    }

    private static MeshDevice device(Actual.Peer peer) {
        return new MeshDevice(
                peer.id(), peer.name(), peer.address(), peer.operatingSystem(), peer.connected());
    }

    boolean hasDefaultPolicy() {
        return defaultPolicy;
    }

    @Nullable String failure() {
        return failure;
    }

    synchronized List<String> findings() {
        return List.copyOf(findings);
    }
}
