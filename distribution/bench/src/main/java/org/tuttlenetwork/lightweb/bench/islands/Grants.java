// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.islands;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Guests who get roles in Zitadel, on the last fifth of the islands: whom removals are measured on
 * meets nobody there.
 */
final class Grants implements AutoCloseable {
    /** Of each kind: for the steady load, and for the burst. */
    static final int GUESTS = 250;

    private static final long EVERY_MILLIS = 500;
    private static final int STRIDE = 7;

    private final Network network;
    private final int firstGuest;
    private final LinkedHashSet<Pair> open = new LinkedHashSet<>();
    private int given;
    private final Thread thread = Thread.ofPlatform().name("grants").unstarted(this::drip);
    private volatile boolean closed;

    /** A guest who comes to an island. */
    record Pair(int island, int guest) {}

    /**
     * @param firstGuest the first of the {@link #GUESTS} who take part
     */
    Grants(Network network, int firstGuest) {
        this.network = network;
        this.firstGuest = firstGuest;
    }

    /** Two a second until it is closed. */
    Grants steady() {
        thread.start();
        return this;
    }

    private void drip() {
        while (!closed) {
            next();
            try {
                // The pace of the load: nothing is waited for.
                Thread.sleep(EVERY_MILLIS);
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    /** So many as fast as Zitadel takes them. */
    void burst(int count) {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private void next() {
        Pair next = pair(network.grid(), firstGuest, given);
        given++;
        network.zitadel()
                .console()
                .grantRole(Grid.guest(next.guest()), Grid.role(next.island(), "member"));
        open.add(next);
    }

    /** Who comes next to which island. */
    static Pair pair(Grid grid, int firstGuest, int given) {
        int firstIsland = grid.islands() * 4 / 5;
        int islands = grid.islands() - firstIsland;
        return new Pair(firstIsland + given * STRIDE % islands, firstGuest + given % GUESTS);
    }

    /** Whether NetBird has all of them; what it has once is not asked for again. */
    boolean haveArrived() {
        while (!open.isEmpty()) {
            int island = open.getFirst().island();
            Set<String> there = peers(network.group(island));
            boolean any =
                    open.removeIf(
                            pair ->
                                    pair.island() == island
                                            && there.contains(
                                                    network.netbird()
                                                            .peerId(
                                                                    "guest-device-"
                                                                            + pair.guest())));
            if (!any) {
                return false;
            }
        }
        return true;
    }

    private Set<String> peers(String group) {
        JsonNode peers = network.netbird().edit("GET", "/api/groups/" + group, null).path("peers");
        return StreamSupport.stream(peers.spliterator(), false)
                .map(peer -> peer.path("id").asText())
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
