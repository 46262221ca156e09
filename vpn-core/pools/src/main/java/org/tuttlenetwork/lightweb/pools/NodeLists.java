// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.feed.FeedConsumer;
import org.tuttlenetwork.lightweb.api.feed.FeedEntry;
import org.tuttlenetwork.lightweb.api.vpn.Admission;
import org.tuttlenetwork.lightweb.api.vpn.ListedNode;
import org.tuttlenetwork.lightweb.api.vpn.Nodes;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;
import org.tuttlenetwork.lightweb.api.work.RecurringTask;
import org.tuttlenetwork.lightweb.pools.signing.DocumentType;
import org.tuttlenetwork.lightweb.pools.signing.Documents;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Keeps the signed lists of nodes new: at each change of the nodes or of the law, and before they
 * end.
 */
@Component(service = {FeedConsumer.class, RecurringTask.class})
public final class NodeLists implements FeedConsumer, RecurringTask {
    private final Weather weather;
    private final Nodes nodes;
    private final Database database;

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
        return Set.of(Nodes.TOPIC, Admission.TOPIC);
    }

    /** The entries of its own, of the same topic as the law's, change nothing. */
    @Override
    public void accept(FeedEntry entry) {
        if (entry.topic().equals(Nodes.TOPIC) || entry.key().equals(DocumentType.POOLS.id())) {
            sign();
        }
    }

    @Override
    public Duration pause() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        if (database.read(this::isDue)) {
            sign();
        }
    }

    private boolean isDue(Transaction tx) {
        return Arrays.stream(PoolId.values())
                .anyMatch(pool -> weather.publisher().isDue(tx, Documents.nodesKey(pool)));
    }

    private void sign() {
        // The nodes' pools follow the law as this host knows it: it must know the newest.
        weather.reload();
        List<ListedNode> listed = nodes.listed();
        database.write(
                tx -> {
                    weather.list(tx, listed);
                    return true;
                });
        weather.reload();
    }
}
