// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.mesh.SetupKeys;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.vpn.Admission;
import org.tuttlenetwork.lightweb.api.vpn.Certificates;
import org.tuttlenetwork.lightweb.api.vpn.ListedNode;
import org.tuttlenetwork.lightweb.api.vpn.Nodes;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;
import org.tuttlenetwork.lightweb.api.vpn.WireguardKey;
import org.tuttlenetwork.lightweb.nodes.NodeRecord.Beat;
import org.tuttlenetwork.lightweb.nodes.NodeRecord.Facts;
import org.tuttlenetwork.lightweb.nodes.NodeRecord.State;
import org.tuttlenetwork.lightweb.nodes.store.NodeStore;
import org.tuttlenetwork.lightweb.nodes.store.NodeStore.Change;
import org.tuttlenetwork.lightweb.nodes.store.NodeStore.Enrolment;
import org.tuttlenetwork.lightweb.nodes.store.NodeStore.Placement;

import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The use cases of nodes: enrol, register, configure, hear of, choose, drain, revoke. */
@Component(
        service = {NodeService.class, Nodes.class},
        configurationPid = "lightweb.nodes")
@Designate(ocd = NodesConfig.class)
public final class NodeService implements Nodes {
    private static final Duration LONGEST_ENROLMENT = Duration.ofHours(1);
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{3,40}");
    private static final int MOST_CHANGES = 10_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Database database;
    private final Certificates certificates;
    private final Admission admission;
    private final SetupKeys setupKeys;
    private final Clock clock;
    private final Instant listeningSince;
    private final NodesConfig config;
    private final NodeStore store = new NodeStore();

    @Activate
    public NodeService(
            NodesConfig config,
            @Reference Database database,
            @Reference Certificates certificates,
            @Reference Admission admission,
            @Reference SetupKeys setupKeys) {
        this(config, database, certificates, admission, setupKeys, Clock.systemUTC());
    }

    NodeService(
            NodesConfig config,
            Database database,
            Certificates certificates,
            Admission admission,
            SetupKeys setupKeys,
            Clock clock) {
        this.config = config;
        this.database = database;
        this.certificates = certificates;
        this.admission = admission;
        this.setupKeys = setupKeys;
        this.clock = clock;
        this.listeningSince = clock.instant();
    }

    /**
     * Lets a machine enrol once.
     *
     * @param wanted name, jurisdiction, provider, pools and expiry, at most an hour from now
     * @return the token, shown this once, and what the agent must pin and join with
     * @throws LightWebException INVALID naming the field; CONFLICT for a name that was given out
     *     before
     */
    public Permission permit(Caller caller, Enrolment wanted) {
        require(NAME.matcher(wanted.nodeId()).matches(), "name", "3 to 40 of a-z, 0-9 and -");
        require(
                admission.isAssessed(wanted.jurisdiction()),
                "jurisdiction",
                "ISO 3166-1 alpha-2 of a country whose law is assessed");
        require(!wanted.pools().isEmpty(), "pools", "at least one of " + List.of(PoolId.values()));
        Instant now = clock.instant();
        boolean timely =
                wanted.expires().isAfter(now)
                        && !wanted.expires().isAfter(now.plus(LONGEST_ENROLMENT));
        require(timely, "expiresIn", "1 second to 1 hour (PT1H)");
        if (database.read(tx -> store.isTaken(tx, wanted.nodeId()))) {
            throw LightWebException.conflict(
                    "The name "
                            + wanted.nodeId()
                            + " was given out before; names of nodes are never used again.");
        }
        String meshKey =
                setupKeys.create(
                        "node " + wanted.nodeId(), config.mesh__group(), LONGEST_ENROLMENT);
        String token = newToken();
        database.write(
                tx -> {
                    store.addEnrolment(tx, wanted, sha256(token), caller.user().value());
                    return wanted;
                });
        return new Permission(
                token, wanted.nodeId(), wanted.expires(), certificates.rootSha256(), meshKey);
    }

    /**
     * Enrols: burns the token and signs the key of the request.
     *
     * @throws LightWebException UNAUTHENTICATED for a token that is unknown, used or expired;
     *     INVALID for the request
     */
    public Enrolled enrol(String token, String csr) {
        return database.write(
                tx -> {
                    Enrolment enrolment =
                            store.burn(tx, sha256(token), clock.instant())
                                    .orElseThrow(
                                            () ->
                                                    new LightWebException(
                                                            org.tuttlenetwork.lightweb.api.problem
                                                                    .ProblemType.UNAUTHENTICATED,
                                                            "This enrolment token is unknown, used"
                                                                + " or expired. Ask an"
                                                                + " administrator for another."));
                    List<String> chain = certificates.issue(enrolment.nodeId(), csr);
                    store.add(tx, enrolment, clock.instant());
                    return new Enrolled(enrolment.nodeId(), chain);
                });
    }

    /**
     * Registers a node, or says anew what it is; the same again changes nothing.
     *
     * @throws LightWebException INVALID naming the field; NOT_FOUND for a node that is not enrolled
     */
    public NodeRecord register(String nodeId, Facts facts) {
        requireKey(facts.publicKey());
        require(
                !facts.endpoints().isEmpty() && facts.endpoints().size() <= 8,
                "endpoints",
                "1 to 8");
        facts.endpoints().forEach(NodeService::requireEndpoint);
        require(
                facts.capacity() >= 1 && facts.capacity() <= 1_000_000,
                "capacity",
                "1 to 1000000 peers");
        return database.write(
                tx -> {
                    NodeRecord before = store.lock(tx, nodeId).orElseThrow(NodeService::unknown);
                    if (before.facts().filter(facts::equals).isEmpty()) {
                        store.register(tx, nodeId, facts);
                        publish(tx, nodeId);
                    }
                    return store.find(tx, nodeId).orElseThrow(NodeService::unknown);
                });
    }

    /** Everything a node needs to run: the whole of its peers, and their version. */
    public Snapshot snapshot(String nodeId) {
        return database.read(
                tx ->
                        new Snapshot(
                                store.find(tx, nodeId)
                                        .orElseThrow(NodeService::unknown)
                                        .configVersion(),
                                store.placements(tx, nodeId)));
    }

    /**
     * What changed since a version.
     *
     * @return empty where nothing did
     * @throws LightWebException GONE where the changes are no longer kept: fetch the whole
     */
    public List<Change> changes(String nodeId, long since) {
        return database.read(
                tx -> {
                    NodeRecord node = store.find(tx, nodeId).orElseThrow(NodeService::unknown);
                    if (since > node.configVersion()
                            || node.configVersion() - since > MOST_CHANGES) {
                        throw new LightWebException(
                                org.tuttlenetwork.lightweb.api.problem.ProblemType.GONE,
                                "Changes since this version are not kept. Fetch the whole"
                                        + " configuration.");
                    }
                    return store.changes(tx, nodeId, since);
                });
    }

    /** Takes a sign of life. */
    public long beat(String nodeId, long appliedVersion, int peers, int load) {
        require(peers >= 0, "peers", "0 or more");
        require(load >= 0 && load <= 100, "load", "0 to 100");
        return database.write(
                tx -> {
                    NodeRecord node = store.find(tx, nodeId).orElseThrow(NodeService::unknown);
                    require(
                            appliedVersion >= 0 && appliedVersion <= node.configVersion(),
                            "appliedVersion",
                            "0 to the newest version, " + node.configVersion());
                    store.beat(tx, nodeId, appliedVersion, new Beat(clock.instant(), peers, load));
                    if (appliedVersion > node.appliedVersion()) {
                        tx.publish("nodes.applied", nodeId, "{\"version\":" + appliedVersion + "}");
                    }
                    return node.configVersion();
                });
    }

    /** Every node with its health, by id. */
    public List<Known> all() {
        Instant now = clock.instant();
        return database.read(store::all).stream()
                .map(
                        node ->
                                new Known(
                                        node,
                                        NodeHealth.of(node, now, listeningSince),
                                        NodePools.of(node, admission)))
                .toList();
    }

    /** Whether a node with a good certificate may still speak. */
    public boolean maySpeak(String nodeId) {
        return database.read(tx -> store.find(tx, nodeId))
                .filter(node -> node.state() != State.REVOKED)
                .isPresent();
    }

    /**
     * Drains a node (no new users), or revokes it (it cannot speak any more and its peers are taken
     * off).
     */
    public void setState(String nodeId, State state) {
        database.write(
                tx -> {
                    NodeRecord node = store.lock(tx, nodeId).orElseThrow(NodeService::unknown);
                    if (node.state() == State.REVOKED) {
                        throw LightWebException.conflict("This node is revoked, for good.");
                    }
                    store.setState(tx, nodeId, state);
                    if (state == State.REVOKED) {
                        store.placements(tx, nodeId).forEach(peer -> remove(tx, peer.publicKey()));
                    }
                    publish(tx, nodeId);
                    return node;
                });
    }

    @Override
    public List<ListedNode> listed() {
        return all().stream()
                .filter(known -> known.node().state() == State.REGISTERED)
                .flatMap(known -> listed(known).stream())
                .toList();
    }

    @Override
    public Optional<ListedNode> pick(Wish wish) {
        PoolId pool = wish.pool().orElse(PoolId.BALANCED);
        return all().stream()
                .filter(known -> known.node().state() == State.REGISTERED)
                .filter(known -> known.health() == NodeHealth.UP)
                .filter(known -> known.pools().contains(pool))
                .filter(
                        known ->
                                wish.country()
                                        .map(known.node().jurisdiction()::equals)
                                        .orElse(true))
                .filter(known -> wish.node().map(known.node().id()::equals).orElse(true))
                .min(
                        Comparator.comparingDouble(NodeService::fullness)
                                .thenComparing(known -> known.node().id()))
                .flatMap(NodeService::listed);
    }

    @Override
    public long place(Transaction transaction, String nodeId, Peer peer) {
        return new PlacementCalls().place(transaction, nodeId, peer);
    }

    @Override
    public void remove(Transaction transaction, String publicKey) {
        new PlacementCalls().remove(transaction, publicKey);
    }

    @Override
    public long appliedVersion(String nodeId) {
        return database.read(tx -> store.find(tx, nodeId))
                .map(NodeRecord::appliedVersion)
                .orElse(0L);
    }

    @Override
    public String dns() {
        return config.tunnel__address();
    }

    /** The IPv4 range of exit devices, CIDR. */
    public String rangeV4() {
        return config.range__v4();
    }

    /** The IPv6 range of exit devices, CIDR. */
    public String rangeV6() {
        return config.range__v6();
    }

    private static double fullness(Known known) {
        int capacity = known.node().facts().map(Facts::capacity).orElse(1);
        return known.node().beat().map(Beat::peers).orElse(0) / (double) capacity;
    }

    private static Optional<ListedNode> listed(Known known) {
        return known.node()
                .facts()
                .map(
                        facts ->
                                new ListedNode(
                                        known.node().id(),
                                        known.node().jurisdiction(),
                                        facts.publicKey(),
                                        facts.endpoints(),
                                        known.pools(),
                                        100));
    }

    private static void publish(Transaction transaction, String nodeId) {
        transaction.publish(TOPIC, nodeId, "{}");
    }

    private static void requireKey(String key) {
        try {
            new WireguardKey(key);
        } catch (IllegalArgumentException e) {
            throw new LightWebException(
                    org.tuttlenetwork.lightweb.api.problem.ProblemType.INVALID,
                    "wireguardPublicKey: " + e.getMessage(),
                    List.of(
                            new org.tuttlenetwork.lightweb.api.problem.FieldProblem(
                                    "wireguardPublicKey", String.valueOf(e.getMessage()))),
                    e);
        }
    }

    private static void requireEndpoint(String endpoint) {
        boolean plain = endpoint.matches("(\\[[0-9a-fA-F:.]+]|[0-9A-Za-z.-]+):[0-9]{1,5}");
        int port = plain ? URI.create("wg://" + endpoint).getPort() : -1;
        require(port >= 1 && port <= 65_535, "endpoints", "address:port, IPv6 in brackets");
    }

    private static void require(boolean holds, String field, String rule) {
        if (!holds) {
            throw LightWebException.invalid(field, rule);
        }
    }

    private static LightWebException unknown() {
        return LightWebException.notFound("There is no such node.");
    }

    private static String newToken() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return "lwe_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(
                                            text.getBytes(
                                                    java.nio.charset.StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** Pools named in a request. */
    public static Set<PoolId> pools(List<String> names) {
        EnumSet<PoolId> pools = EnumSet.noneOf(PoolId.class);
        for (String name : names) {
            pools.add(
                    PoolId.of(name)
                            .orElseThrow(
                                    () ->
                                            LightWebException.invalid(
                                                    "pools",
                                                    "each of " + List.of(PoolId.values()))));
        }
        return pools;
    }

    /**
     * A permission to enrol, shown once.
     *
     * @param token the one-time token
     * @param nodeId the node's name
     * @param expires until when
     * @param rootSha256 what the agent must pin
     * @param meshSetupKey a one-off key of NetBird
     */
    public record Permission(
            String token, String nodeId, Instant expires, String rootSha256, String meshSetupKey) {}

    /**
     * A node that is enrolled.
     *
     * @param certificateChain in PEM, its own certificate first
     */
    public record Enrolled(String nodeId, List<String> certificateChain) {}

    /**
     * The whole of a node's peers.
     *
     * @param version the version of this
     */
    public record Snapshot(long version, List<Placement> peers) {}

    /**
     * A node with what follows from what is known of it.
     *
     * @param pools the pools that it is in
     */
    public record Known(NodeRecord node, NodeHealth health, Set<PoolId> pools) {}
}
