// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes.rest;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.api.web.Surface;
import org.tuttlenetwork.lightweb.nodes.ConfigWaiters;
import org.tuttlenetwork.lightweb.nodes.NodeRecord;
import org.tuttlenetwork.lightweb.nodes.NodeService;
import org.tuttlenetwork.lightweb.nodes.NodeService.Enrolled;
import org.tuttlenetwork.lightweb.nodes.NodeService.Known;
import org.tuttlenetwork.lightweb.nodes.NodeService.Snapshot;
import org.tuttlenetwork.lightweb.nodes.rest.NodeBodies.Capabilities;
import org.tuttlenetwork.lightweb.nodes.rest.NodeBodies.Changes;
import org.tuttlenetwork.lightweb.nodes.rest.NodeBodies.Config;
import org.tuttlenetwork.lightweb.nodes.rest.NodeBodies.Health;
import org.tuttlenetwork.lightweb.nodes.rest.NodeBodies.Heard;
import org.tuttlenetwork.lightweb.nodes.rest.NodeBodies.Interface;
import org.tuttlenetwork.lightweb.nodes.rest.NodeBodies.NewNode;
import org.tuttlenetwork.lightweb.nodes.rest.NodeBodies.Peer;
import org.tuttlenetwork.lightweb.nodes.rest.NodeBodies.PeerChange;
import org.tuttlenetwork.lightweb.nodes.rest.NodeBodies.Ranges;
import org.tuttlenetwork.lightweb.nodes.rest.NodeBodies.Registered;
import org.tuttlenetwork.lightweb.nodes.rest.NodeBodies.Registration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What nodes say and ask, over mutual TLS. The web room has compared the node in the path with the
 * certificate before it comes here.
 */
@Component(service = Resource.class)
@Path("nodes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class NodeResource implements Resource {
    private static final int HEALTH_SECONDS = 30;
    private static final int LONGEST_WAIT_SECONDS = 25;
    private static final Duration VALIDITY = Duration.ofDays(7);
    private static final int LISTEN_PORT = 51_820;

    private final NodeService service;
    private final ConfigWaiters waiters;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public NodeResource(@Reference NodeService service, @Reference ConfigWaiters waiters) {
        this.service = service;
        this.waiters = waiters;
    }

    @Override
    public Surface surface() {
        return Surface.NODES;
    }

    @POST
    @Path("enrol")
    @PermitAll
    public Enrolled enrol(NewNode body) {
        return service.enrol(
                AdministratorNodeResource.required("token", body.token()),
                AdministratorNodeResource.required("csr", body.csr()));
    }

    @POST
    @Path("register")
    public Registered register(Registration body, @Context SecurityContext security) {
        String id = security.getUserPrincipal().getName();
        NodeRecord.Facts facts =
                new NodeRecord.Facts(
                        AdministratorNodeResource.required(
                                "wireguardPublicKey", body.wireguardPublicKey()),
                        body.endpoints() == null ? List.of() : body.endpoints(),
                        obfuscation(body.capabilities()),
                        body.capacity() == null ? 1000 : body.capacity(),
                        body.agentVersion() == null ? "" : body.agentVersion(),
                        body.bootId() == null ? "" : body.bootId());
        NodeRecord node = service.register(id, facts);
        Known known =
                service.all().stream()
                        .filter(other -> other.node().id().equals(id))
                        .findFirst()
                        .orElseThrow();
        return new Registered(
                id,
                known.pools(),
                new Ranges(service.rangeV4(), service.rangeV6()),
                List.of(service.dns()),
                HEALTH_SECONDS,
                node.configVersion());
    }

    private static List<String> obfuscation(@Nullable Capabilities capabilities) {
        return capabilities == null || capabilities.obfuscation() == null
                ? List.of()
                : capabilities.obfuscation();
    }

    /**
     * The whole configuration, or with {@code since} what changed, waiting up to 25 s for a change.
     */
    @GET
    @Path("{id}/config")
    public Response config(
            @PathParam("id") String id,
            @QueryParam("since") @Nullable Long since,
            @QueryParam("wait") @DefaultValue("0") int wait,
            @Context Request request) {
        if (since != null) {
            return Response.ok(changes(id, since, wait)).build();
        }
        Snapshot snapshot = service.snapshot(id);
        EntityTag tag = new EntityTag("v" + snapshot.version());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        if (unchanged != null) {
            return unchanged.tag(tag).build();
        }
        Instant validUntil = clock.instant().plus(VALIDITY);
        Interface device = new Interface(LISTEN_PORT, List.of(service.dns() + "/10"));
        List<Peer> peers =
                snapshot.peers().stream()
                        .map(peer -> new Peer(peer.publicKey(), peer.addresses()))
                        .toList();
        return Response.ok(new Config(snapshot.version(), validUntil, device, peers))
                .tag(tag)
                .build();
    }

    private Changes changes(String id, long since, int wait) {
        if (since < 0) {
            throw LightWebException.invalid("since", "a version: 0 or more");
        }
        if (wait < 0 || wait > 55) {
            throw LightWebException.invalid("wait", "0 to 55 seconds");
        }
        Duration patience = Duration.ofSeconds(Math.min(wait, LONGEST_WAIT_SECONDS));
        return new Changes(
                waiters.await(id, patience, () -> service.changes(id, since)).stream()
                        .map(
                                change ->
                                        new PeerChange(
                                                change.version(),
                                                change.op(),
                                                new Peer(change.publicKey(), change.addresses())))
                        .toList());
    }

    @POST
    @Path("{id}/health")
    public Heard health(@PathParam("id") String id, Health body) {
        long applied = body.appliedVersion() == null ? 0 : body.appliedVersion();
        int peers = body.peers() == null ? 0 : body.peers();
        int load = body.load() == null ? 0 : body.load();
        return new Heard(service.beat(id, applied, peers, load));
    }
}
