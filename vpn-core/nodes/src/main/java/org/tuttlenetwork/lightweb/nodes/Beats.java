// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.vpn.Nodes;
import org.tuttlenetwork.lightweb.nodes.store.BeatStore;
import org.tuttlenetwork.lightweb.nodes.store.BeatStore.Told;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Brings this host's beats to PostgreSQL, many in one statement: each {@value #PAUSE_SECONDS} s, so
 * that the sweeper has them within 10 s (DECISIONS 5.5). What cannot be brought is kept and brought
 * the next time.
 */
@Component(service = Beats.class)
public final class Beats {
    private static final Logger LOG = LoggerFactory.getLogger(Beats.class);
    private static final int PAUSE_SECONDS = 5;

    /** Where it is told that a node has applied a version; forgotten within the hour (4.3). */
    static final String APPLIED = "devices.applied";

    private final Database database;
    private final BeatStore store = new BeatStore();
    private final Map<String, Told> waiting = new HashMap<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("lightweb-nodes-beats").factory());

    private final ScheduledFuture<?> bringing;

    @Activate
    public Beats(@Reference Database database) {
        this(database, Duration.ofSeconds(PAUSE_SECONDS));
    }

    Beats(Database database, Duration pause) {
        this.database = database;
        this.bringing =
                timer.scheduleWithFixedDelay(
                        this::tryToBring,
                        pause.toMillis(),
                        pause.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    @Deactivate
    void close() {
        bringing.cancel(false);
        timer.shutdown();
        tryToBring();
    }

    /** Takes a beat. */
    void add(Told beat) {
        synchronized (waiting) {
            waiting.merge(beat.nodeId(), beat, Beats::later);
        }
    }

    private static Told later(Told one, Told other) {
        return other.at().isBefore(one.at()) ? one : other;
    }

    private void tryToBring() {
        try {
            bring();
        } catch (RuntimeException e) {
            // Whatever it was, a timer that has thrown would never bring anything again.
            LOG.warn("Beats of nodes could not be brought to the database; tried again", e);
        }
    }

    /** Brings now whatever waits. One at a time: what comes meanwhile goes together. */
    synchronized void bring() {
        List<Told> beats;
        synchronized (waiting) {
            beats = new ArrayList<>(waiting.values());
            waiting.clear();
        }
        if (beats.isEmpty()) {
            return;
        }
        boolean brought = false;
        try {
            database.write(
                    tx -> {
                        store.bring(tx, beats).forEach(change -> tell(tx, change));
                        return true;
                    });
            brought = true;
        } finally {
            if (!brought) {
                beats.forEach(this::add);
            }
        }
    }

    private static void tell(Transaction tx, BeatStore.Change change) {
        if (change.isApplied()) {
            tx.publish(APPLIED, change.nodeId(), "{\"version\":" + change.applied() + "}");
        }
        if (change.isBack()) {
            tx.publish(Nodes.HEALTH_TOPIC, change.nodeId(), Sweeper.json(NodeHealth.UP));
        }
    }

    /** How many wait. */
    int waiting() {
        synchronized (waiting) {
            return waiting.size();
        }
    }
}
