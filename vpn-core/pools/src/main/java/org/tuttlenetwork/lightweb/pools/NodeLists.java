// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.feed.FeedConsumer;
import org.tuttlenetwork.lightweb.api.feed.FeedEntry;
import org.tuttlenetwork.lightweb.api.vpn.Nodes;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;
import org.tuttlenetwork.lightweb.api.work.RecurringTask;
import org.tuttlenetwork.lightweb.pools.signing.DocumentType;
import org.tuttlenetwork.lightweb.pools.signing.Documents;
import org.tuttlenetwork.lightweb.pools.store.WeatherStore;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps the signed lists of nodes new: at each change of the nodes or of the law, and before they
 * end.
 */
@Component(service = {FeedConsumer.class, RecurringTask.class})
public final class NodeLists implements FeedConsumer, RecurringTask {
    private final Weather weather;
    private final Nodes nodes;
    private final Database database;
    private final WeatherStore store = new WeatherStore();

    @Activate
    public NodeLists(
            @Reference Weather weather, @Reference Nodes nodes, @Reference Database database) {
        this.weather = weather;
        this.nodes = nodes;
        this.database = database;
    }

    @Override
    public String name() {
        return "node-lists";
    }

    @Override
    public Set<String> topics() {
        return Set.of(Nodes.TOPIC);
    }

    @Override
    public void accept(FeedEntry entry) {
        sign();
    }

    @Override
    public Duration pause() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        boolean due =
                database.read(
                        tx ->
                                Arrays.stream(PoolId.values())
                                        .anyMatch(
                                                pool ->
                                                        weather.publisher()
                                                                .isDue(
                                                                        tx,
                                                                        Documents.nodesKey(pool))));
        if (due) {
            sign();
            return;
        }
        database.write(
                tx -> {
                    store.lock(tx);
                    if (weather.publisher().isDue(tx, DocumentType.POOLS.id())) {
                        weather.publisher().pools(tx, weather.all(), "0.1.0");
                    }
                    weather.publisher().timestamp(tx);
                    tx.publish(
                            org.tuttlenetwork.lightweb.api.vpn.Admission.TOPIC, "timestamp", "{}");
                    return true;
                });
    }

    private void sign() {
        Set<JurisdictionCode> assessed =
                weather.all().stream().map(Assessment::jurisdiction).collect(Collectors.toSet());
        database.write(
                tx -> {
                    store.lock(tx);
                    weather.publisher().nodes(tx, nodes.listed(), assessed);
                    return true;
                });
    }
}
