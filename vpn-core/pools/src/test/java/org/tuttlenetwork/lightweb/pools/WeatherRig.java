// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.MasterKey;
import org.tuttlenetwork.lightweb.api.feed.FeedEntry;
import org.tuttlenetwork.lightweb.api.vpn.Nodes;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.persistence.testing.TestDatabase;
import org.tuttlenetwork.lightweb.pools.rest.InputsResource;
import org.tuttlenetwork.lightweb.pools.rest.PoolStatusResource;
import org.tuttlenetwork.lightweb.pools.rest.PoolsAnswer;
import org.tuttlenetwork.lightweb.pools.rest.PoolsResource;
import org.tuttlenetwork.lightweb.pools.rest.PoolsStream;
import org.tuttlenetwork.lightweb.pools.rest.ProposalsResource;
import org.tuttlenetwork.lightweb.pools.rest.RootResource;
import org.tuttlenetwork.lightweb.pools.rest.TimestampAnswer;
import org.tuttlenetwork.lightweb.web.TestHost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The room as it is served: real PostgreSQL, Jetty and Jersey; the nodes' room faked. */
public final class WeatherRig {
    private static final Path DISTRIBUTION = Path.of("../../distribution");

    public final TestDatabase database = TestDatabase.start();
    public final Database unit = database.unit("pools", List.of(), Weather.class);
    public final TestHost host = new TestHost();
    public final Map<String, String> files = new TreeMap<>(files());
    public final Weather weather;
    public final Proposals proposals;

    /**
     * @param folder for the master key
     */
    public WeatherRig(Path folder) {
        weather =
                new Weather(
                        () -> new Seeds(files),
                        MasterKey.at(folder.resolve("master.key")),
                        unit,
                        database.feed(),
                        Clock.systemUTC());
        Nodes nodes = new OneNode();
        proposals = new Proposals(weather, unit, Optional.of(nodes));
        host.collaborators.feed = Optional.of(database.feed());
        host.prepared.add(host.contribution("pools", 1, new PoolsAnswer(weather)));
        host.prepared.add(host.contribution("pools", 1, new TimestampAnswer(weather)));
        host.streams.add(host.contribution("pools", 1, new PoolsStream()));
        List<Resource> resources =
                List.of(
                        new PoolsResource(weather),
                        new PoolStatusResource(nodes),
                        new RootResource(weather),
                        new InputsResource(proposals),
                        new ProposalsResource(proposals));
        resources.forEach(resource -> host.add("pools", resource));
        NodeLists lists = new NodeLists(weather, nodes, unit);
        lists.accept(new FeedEntry(1, Nodes.TOPIC, "vpn-node-1-cz", "{}", Instant.now()));
        database.consumer("pools", lists);
    }

    /** What the archive and the demo ship. */
    static Map<String, String> files() {
        try {
            return Map.of(
                    "jurisdictions.yaml",
                    Files.readString(
                            DISTRIBUTION.resolve(
                                    "archive/src/main/etc/weather/jurisdictions.yaml")),
                    "assessed.yaml",
                    Files.readString(DISTRIBUTION.resolve("demo/etc/weather/assessed.yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void close() throws Exception {
        host.close();
        weather.close();
        database.close();
    }
}
