// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.vpn.Nodes;
import org.tuttlenetwork.lightweb.api.work.RecurringTask;
import org.tuttlenetwork.lightweb.nodes.Silence.Judgement;
import org.tuttlenetwork.lightweb.nodes.Silence.Verdict;
import org.tuttlenetwork.lightweb.nodes.store.WatchStore;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Judges silent nodes, one sweeper at a time over all hosts (DECISIONS 5.5). Says what it concludes
 * in the feed; what follows for the users of a node that is down is for who listens there.
 */
@Component(service = RecurringTask.class)
public final class Sweeper implements RecurringTask {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Database database;
    private final Clock clock;
    private final Instant started;
    private final WatchStore store = new WatchStore();

    @Activate
    public Sweeper(@Reference Database database) {
        this(database, Clock.systemUTC());
    }

    Sweeper(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.started = clock.instant();
    }

    @Override
    public String name() {
        return "sweep-silence";
    }

    @Override
    public Duration pause() {
        return PAUSE;
    }

    @Override
    public void run() {
        database.write(
                tx -> {
                    // Where another one sweeps at this moment its look counts for both.
                    store.lock(tx).ifPresent(before -> sweep(tx, before));
                    return true;
                });
    }

    private void sweep(Transaction tx, Watch before) {
        Instant now = clock.instant();
        Watch watch = before.at(now);
        if (watch.mayJudge(started)) {
            Judgement judgement = Silence.judge(store.observed(tx), watch.since(started), now);
            judgement.verdicts().forEach(verdict -> conclude(tx, verdict));
            watch = watch.holding(judgement.held().size());
        }
        store.keep(tx, watch);
        if (!watch.alarm().equals(before.alarm())) {
            tellOfAlarm(tx, watch);
        }
    }

    private void conclude(Transaction tx, Verdict verdict) {
        if (store.judge(tx, verdict)) {
            tx.publish(Nodes.HEALTH_TOPIC, verdict.node().id(), json(verdict.health()));
        }
    }

    private static void tellOfAlarm(Transaction tx, Watch watch) {
        int held = watch.alarm().map(Watch.Alarm::nodes).orElse(0);
        LOG.warn(
                held == 0
                        ? "Silence of nodes is judged again"
                        : "More nodes fell silent within a minute than is believed: {} verdicts are"
                                + " held",
                held);
        tx.publish(SilenceAlarm.TOPIC, "fleet", "{\"held\":" + held + "}");
    }

    static String json(NodeHealth health) {
        return "{\"health\":\"" + health + "\"}";
    }
}
