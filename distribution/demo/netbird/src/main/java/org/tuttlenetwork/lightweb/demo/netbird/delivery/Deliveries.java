// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird.delivery;

import org.tuttlenetwork.lightweb.demo.netbird.DeliveredMap;
import org.tuttlenetwork.lightweb.demo.netbird.state.Store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * When maps reach peers, as measured on v0.77.1 (netbird.md §5.1). A change waits 100 ms in the
 * account buffer; then each affected connected peer's debouncer sends the map at once if it was
 * quiet for 1000 ms, and otherwise holds it until 1000 ms pass without another.
 */
public final class Deliveries {
    private static final Duration ACCOUNT_BUFFER = Duration.ofMillis(100);
    private static final Duration DEBOUNCE = Duration.ofMillis(1000);
    private static final int MOST_KEPT = 500;

    private final Store store;
    private final Agenda agenda;
    private final Map<String, Debouncer> debouncers = new HashMap<>();
    private final Map<String, List<DeliveredMap>> delivered = new HashMap<>();

    public Deliveries(Store store, Agenda agenda) {
        this.store = store;
        this.agenda = agenda;
    }

    /** Sends a new map to these peers, as far as they are connected then. */
    public void dispatch(Set<String> peers) {
        if (!peers.isEmpty()) {
            Set<String> affected = Set.copyOf(peers);
            agenda.after(ACCOUNT_BUFFER, () -> calculate(affected));
        }
    }

    /** A peer opens its stream and gets its map with the answer. */
    public void connected(String peer) {
        store.read(account -> NetworkMap.of(account, Set.of(peer)))
                .forEach(map -> deliver(peer, map));
    }

    /** Everything that a peer got, oldest first; at most the last 500. */
    public synchronized List<DeliveredMap> of(String peer) {
        return List.copyOf(delivered.getOrDefault(peer, List.of()));
    }

    /** The peers that ever got a map. */
    public synchronized Collection<String> peers() {
        return List.copyOf(delivered.keySet());
    }

    private void calculate(Set<String> peers) {
        Collection<NetworkMap> maps =
                store.read(
                        account -> {
                            Set<String> connected = new HashSet<>(peers);
                            connected.removeIf(
                                    peer -> {
                                        var found = account.peers.get(peer);
                                        return found == null
                                                || !found.path("connected").asBoolean();
                                    });
                            return NetworkMap.of(account, connected);
                        });
        maps.forEach(map -> debouncer(map.peer()).update(map));
    }

    private synchronized Debouncer debouncer(String peer) {
        return debouncers.computeIfAbsent(
                peer, id -> new Debouncer(agenda, DEBOUNCE, map -> deliver(id, map)));
    }

    private synchronized void deliver(String peer, NetworkMap map) {
        List<DeliveredMap> log = delivered.computeIfAbsent(peer, id -> new ArrayList<>());
        log.add(new DeliveredMap(agenda.now(), map::peers));
        if (log.size() > MOST_KEPT) {
            log.removeFirst();
        }
    }
}
