// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.features.store.HostStore;
import org.tuttlenetwork.lightweb.features.store.HostStore.OnHost;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The hosts on this PostgreSQL: each says every few seconds that it is there. */
final class Hosts {
    /** How often a host says so. */
    static final Duration BEAT = Duration.ofSeconds(3);

    /** After how long without a word a host is not there. */
    private static final Duration SILENCE = Duration.ofSeconds(12);

    private static final Duration FORGOTTEN = Duration.ofDays(1);

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Database database;
    private final UUID self;
    private final Clock clock;
    private final HostStore store = new HostStore();

    Hosts(Database database, UUID self, Clock clock) {
        this.database = database;
        this.self = self;
        this.clock = clock;
    }

    /** This host. */
    UUID self() {
        return self;
    }

    /** Says that this host is there, and what it runs. */
    void beat(Map<String, String> running, Map<String, String> broken) {
        database.write(
                tx -> {
                    store.seen(tx, self, clock.instant());
                    store.report(tx, self, running, broken);
                    store.forget(tx, clock.instant().minus(FORGOTTEN));
                    return self;
                });
    }

    /** Says that this host goes, so that nobody waits for it. */
    void leave() {
        database.write(
                tx -> {
                    store.forget(tx, self);
                    return self;
                });
    }

    private Set<UUID> there() {
        return Set.copyOf(database.read(tx -> store.since(tx, clock.instant().minus(SILENCE))));
    }

    boolean isThere(UUID host) {
        return host.equals(self) || there().contains(host);
    }

    /** The hosts that are there beside this one. */
    Set<UUID> others() {
        return there().stream().filter(host -> !host.equals(self)).collect(Collectors.toSet());
    }

    /** The hosts that are there and do not run a version of a feature. */
    List<UUID> without(String feature, String version) {
        Set<UUID> with =
                of(feature).stream()
                        .filter(on -> on.version().equals(version) && on.detail().isEmpty())
                        .map(OnHost::host)
                        .collect(Collectors.toSet());
        return others().stream().filter(host -> !with.contains(host)).sorted().toList();
    }

    /** The hosts that are there and run anything of a feature. */
    List<UUID> running(String feature) {
        Set<UUID> there = there();
        return of(feature).stream()
                .map(OnHost::host)
                .filter(host -> !host.equals(self) && there.contains(host))
                .toList();
    }

    /**
     * Waits until no other host runs anything of a feature.
     *
     * @param unchanged what was not done, for whoever reads why
     * @throws LightWebException CONFLICT where one still does after 15 seconds
     */
    void awaitStopped(String feature, String unchanged) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!running(feature).isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw LightWebException.conflict(
                        "%s: hosts still run %s: %s. Try again in a moment."
                                .formatted(unchanged, feature, running(feature)));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** What the hosts run, by feature. */
    Map<String, List<OnHost>> all() {
        return database.read(store::all);
    }

    /** What the hosts run of a feature. */
    List<OnHost> of(String feature) {
        return database.read(tx -> store.of(tx, feature));
    }
}
