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
import org.tuttlenetwork.lightweb.api.web.NodeCaller;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.api.web.Surface;
import org.tuttlenetwork.lightweb.nodes.ConfigWaiters;
import org.tuttlenetwork.lightweb.nodes.Configurations;
import org.tuttlenetwork.lightweb.nodes.Configurations.Snapshot;
import org.tuttlenetwork.lightweb.nodes.Enrolled;
import org.tuttlenetwork.lightweb.nodes.Enrolments;
import org.tuttlenetwork.lightweb.nodes.Fleet;
import org.tuttlenetwork.lightweb.nodes.NodeRecord;
import org.tuttlenetwork.lightweb.nodes.NodesConfig;
import org.tuttlenetwork.lightweb.nodes.Registrations;
import org.tuttlenetwork.lightweb.nodes.Renewals;
import org.tuttlenetwork.lightweb.nodes.SignOfLife;
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
import org.tuttlenetwork.lightweb.nodes.rest.NodeBodies.Renewal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What nodes say and ask, over mutual TLS. The web room has compared the node in the path with the
 * certificate before it comes here.
 */
@Component(service = Resource.class, configurationPid = "lightweb.nodes")
@Path("nodes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class NodeResource implements Resource {
    private static final int HEALTH_SECONDS = 30;
    private static final int LONGEST_WAIT_SECONDS = 55;
    private static final Duration VALIDITY = Duration.ofDays(7);
    private static final int LISTEN_PORT = 51_820;

    private final NodesConfig config;
    private final Enrolments enrolments;
    private final Renewals renewals;
    private final Registrations registrations;
    private final Configurations configurations;
    private final Fleet fleet;
    private final ConfigWaiters waiters;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public NodeResource(
            NodesConfig config,
            @Reference Enrolments enrolments,
            @Reference Renewals renewals,
            @Reference Registrations registrations,
            @Reference Configurations configurations,
            @Reference Fleet fleet,
            @Reference ConfigWaiters waiters) {
        this.config = config;
        this.enrolments = enrolments;
        this.renewals = renewals;
        this.registrations = registrations;
        this.configurations = configurations;
        this.fleet = fleet;
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
        return enrolments.enrol(
                AdministratorNodeResource.required("token", body.token()),
                AdministratorNodeResource.required("csr", body.csr()));
    }

    /**
     * A new certificate: with the present one in the handshake, or without any by a signature of
     * the key that was certified last, up to 30 days after its certificate ended.
     */
    @POST
    @Path("{id}/renew")
    @PermitAll
    public Enrolled renew(
            @PathParam("id") String id, Renewal body, @Context SecurityContext security) {
        String csr = AdministratorNodeResource.required("csr", body.csr());
        if (security.getUserPrincipal() instanceof NodeCaller) {
            return renewals.renew(id, csr);
        }
        if (body.signedAt() == null) {
            throw LightWebException.invalid("signedAt", "is required without a certificate");
        }
        String signature = AdministratorNodeResource.required("signature", body.signature());
        return renewals.renew(id, csr, new Renewals.Proof(body.signedAt(), signature));
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
                        NodeBodies.capabilities(body.capabilities()),
                        body.capacity() == null ? 1000 : body.capacity(),
                        body.agentVersion() == null ? "" : body.agentVersion(),
                        body.bootId() == null ? "" : body.bootId());
        NodeRecord node = registrations.register(id, facts);
        return new Registered(
                id,
                fleet.find(id).orElseThrow().pools(),
                new Ranges(config.range__v4(), config.range__v6()),
                List.of(config.tunnel__address()),
                HEALTH_SECONDS,
                node.configVersion());
    }

    /**
     * The whole configuration, or with {@code since} what changed, waiting up to 55 s for a change.
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
        Snapshot snapshot = configurations.snapshot(id);
        EntityTag tag = new EntityTag("v" + snapshot.version());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        if (unchanged != null) {
            return unchanged.tag(tag).build();
        }
        Instant validUntil = clock.instant().plus(VALIDITY);
        Interface device = new Interface(LISTEN_PORT, tunnelAddresses());
        List<Peer> peers =
                snapshot.peers().stream()
                        .map(peer -> new Peer(peer.publicKey(), peer.addresses()))
                        .toList();
        return Response.ok(new Config(snapshot.version(), validUntil, device, peers))
                .tag(tag)
                .build();
    }

    /** The node's own addresses inside the tunnels, with the prefix lengths of the ranges. */
    private List<String> tunnelAddresses() {
        String v4 = config.range__v4();
        String v6 = config.range__v6();
        return List.of(
                config.tunnel__address() + v4.substring(v4.indexOf('/')),
                v6.replace("::/", "::1/"));
    }

    private Changes changes(String id, long since, int wait) {
        if (since < 0) {
            throw LightWebException.invalid("since", "a version: 0 or more");
        }
        if (wait < 0 || wait > LONGEST_WAIT_SECONDS) {
            throw LightWebException.invalid("wait", "0 to 55 seconds");
        }
        Duration patience = Duration.ofSeconds(wait);
        return new Changes(
                waiters.await(id, patience, () -> configurations.changes(id, since)).stream()
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
        requireBytes("rxBytes", body.rxBytes());
        requireBytes("txBytes", body.txBytes());
        SignOfLife sign =
                new SignOfLife(
                        Objects.requireNonNullElse(body.bootId(), ""),
                        Objects.requireNonNullElse(body.appliedVersion(), 0L),
                        Objects.requireNonNullElse(body.peers(), 0),
                        Objects.requireNonNullElse(body.load(), 0),
                        Objects.requireNonNullElse(body.status(), ""),
                        Objects.requireNonNullElse(body.peerSetHash(), ""));
        return new Heard(fleet.beat(id, sign));
    }

    private static void requireBytes(String field, @Nullable Long bytes) {
        if (bytes != null && bytes < 0) {
            throw LightWebException.invalid(field, "0 or more");
        }
    }
}
