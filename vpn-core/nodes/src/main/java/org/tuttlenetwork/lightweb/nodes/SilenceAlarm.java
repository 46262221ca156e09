// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.feed.ChangeFeed;
import org.tuttlenetwork.lightweb.api.health.Health;
import org.tuttlenetwork.lightweb.api.health.HealthCheck;
import org.tuttlenetwork.lightweb.nodes.store.WatchStore;

import java.util.Optional;
import java.util.Set;

/** Says on every host that the sweeper holds its verdicts, wherever it runs. */
@Component(service = {SilenceAlarm.class, HealthCheck.class})
public final class SilenceAlarm implements HealthCheck {
    /** Where it is told that verdicts are held, or are no more. */
    static final String TOPIC = "nodes.alarm";

    private final Database database;
    private final WatchStore store = new WatchStore();
    private final AutoCloseable subscription;
    private volatile Optional<Watch.Alarm> alarm = Optional.empty();

    @Activate
    public SilenceAlarm(@Reference Database database, @Reference ChangeFeed feed) {
        this.database = database;
        this.subscription = feed.subscribe(feed.latest(), Set.of(TOPIC), _ -> look());
        look();
    }

    @Deactivate
    void close() throws Exception {
        subscription.close();
    }

    private void look() {
        alarm = database.read(store::find).alarm();
    }

    /** Why verdicts are held; empty where they are not. */
    public Optional<Watch.Alarm> alarm() {
        return alarm;
    }

    @Override
    public String name() {
        return "nodes";
    }

    @Override
    public Health health() {
        return alarm.map(
                        held ->
                                Health.degraded(
                                        held.nodes()
                                                + " nodes fell silent within a minute, more than a"
                                                + " fifth of all. None of them is counted as down,"
                                                + " and none gets new users. See whether this host"
                                                + " is still in the mesh; drain a node whose"
                                                + " silence is real."))
                .orElse(Health.working());
    }
}
