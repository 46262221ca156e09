// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.vpn.Nodes;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;
import org.tuttlenetwork.lightweb.api.web.Resource;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which nodes of a pool take new users: unsigned, coarse, for choosing among the signed ones only
 * (DECISIONS 5.3).
 */
@Component(service = Resource.class)
@Path("pools/{pool}/status")
@Produces(MediaType.APPLICATION_JSON)
public final class PoolStatusResource implements Resource {
    /** How old an answer may be: many clients ask, and nobody should see a node by the second. */
    static final Duration KEPT = Duration.ofSeconds(30);

    private final Nodes nodes;
    private final Clock clock;
    private final Map<PoolId, PoolStatus> kept = new ConcurrentHashMap<>();

    @Activate
    public PoolStatusResource(@Reference Nodes nodes) {
        this(nodes, Clock.systemUTC());
    }

    PoolStatusResource(Nodes nodes, Clock clock) {
        this.nodes = nodes;
        this.clock = clock;
    }

    @GET
    public PoolStatus status(@PathParam("pool") String name) {
        PoolId pool =
                PoolId.of(name)
                        .orElseThrow(() -> LightWebException.notFound("There is no such pool."));
        Instant oldest = clock.instant().minus(KEPT);
        return kept.compute(
                pool,
                (_, last) -> last == null || last.asOf().isBefore(oldest) ? look(pool) : last);
    }

    private PoolStatus look(PoolId pool) {
        Set<String> taking = nodes.takingUsers();
        List<NodeStatus> statuses =
                nodes.listed().stream()
                        .filter(node -> node.pools().contains(pool))
                        .map(node -> new NodeStatus(node.id(), taking.contains(node.id())))
                        .toList();
        return new PoolStatus(pool, clock.instant(), statuses);
    }

    /**
     * A pool's nodes as they were a moment ago.
     *
     * @param pool which
     * @param asOf when that was
     * @param nodes those in the signed list
     */
    public record PoolStatus(PoolId pool, Instant asOf, List<NodeStatus> nodes) {}

    /**
     * A node.
     *
     * @param id its name
     * @param takesUsers whether it is well, and so taken for new connections
     */
    public record NodeStatus(String id, boolean takesUsers) {}
}
