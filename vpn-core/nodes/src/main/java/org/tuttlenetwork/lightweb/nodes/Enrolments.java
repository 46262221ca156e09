// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.mesh.SetupKeys;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.vpn.Admission;
import org.tuttlenetwork.lightweb.api.vpn.Certificates;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;
import org.tuttlenetwork.lightweb.nodes.store.EnrolmentStore;
import org.tuttlenetwork.lightweb.nodes.store.EnrolmentStore.Enrolment;
import org.tuttlenetwork.lightweb.nodes.store.NodeStore;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** How a machine becomes a node: an administrator's one-time token, then a certificate. */
@Component(service = Enrolments.class, configurationPid = "lightweb.nodes")
public final class Enrolments {
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{3,40}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Database database;
    private final Certificates certificates;
    private final Admission admission;
    private final SetupKeys setupKeys;
    private final Clock clock;
    private final NodesConfig config;
    private final EnrolmentStore enrolments = new EnrolmentStore();
    private final NodeStore store = new NodeStore();

    @Activate
    public Enrolments(
            NodesConfig config,
            @Reference Database database,
            @Reference Certificates certificates,
            @Reference Admission admission,
            @Reference SetupKeys setupKeys) {
        this(config, database, certificates, admission, setupKeys, Clock.systemUTC());
    }

    Enrolments(
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
        requireGood(wanted);
        if (database.read(tx -> enrolments.isTaken(tx, wanted.nodeId()))) {
            throw LightWebException.conflict(
                            "The name "
                                    + wanted.nodeId()
                                    + " was given out before; names of nodes are never used again.")
                    .because("node-name-taken", wanted.nodeId());
        }
        String meshKey = setupKeys.create("node " + wanted.nodeId(), config.mesh__group(), LONGEST);
        String token = newToken();
        database.write(
                tx -> {
                    enrolments.add(tx, wanted, Sha256.of(token), caller.user().value());
                    return wanted;
                });
        return new Permission(
                token, wanted.nodeId(), wanted.expires(), certificates.rootSha256(), meshKey);
    }

    private void requireGood(Enrolment wanted) {
        Rules.require(NAME.matcher(wanted.nodeId()).matches(), "name", "3 to 40 of a-z, 0-9 and -");
        Rules.require(
                admission.isAssessed(wanted.jurisdiction()),
                "jurisdiction",
                "ISO 3166-1 alpha-2 of a country whose law is assessed");
        Rules.require(
                wanted.provider().length() <= 100
                        && wanted.provider().codePoints().noneMatch(Character::isISOControl),
                "provider",
                "at most 100 characters, no control characters");
        Rules.require(
                !wanted.pools().isEmpty(), "pools", "at least one of " + List.of(PoolId.values()));
        Rules.requireCapabilities(wanted.capabilities());
        Instant now = clock.instant();
        boolean timely =
                wanted.expires().isAfter(now) && !wanted.expires().isAfter(now.plus(LONGEST));
        Rules.require(timely, "expiresIn", "1 second to 1 hour (PT1H)");
    }

    /**
     * Enrols: burns the token and signs the key of the request. A request that breaks a rule leaves
     * the token as it was.
     *
     * @throws LightWebException UNAUTHENTICATED for a token that is unknown, used or expired;
     *     INVALID for the request
     */
    public Enrolled enrol(String token, String csr) {
        return database.write(
                tx -> {
                    Instant now = clock.instant();
                    Enrolment enrolment =
                            enrolments
                                    .burn(tx, Sha256.of(token), now)
                                    .orElseThrow(Enrolments::spent);
                    List<String> chain = certificates.issue(enrolment.nodeId(), csr);
                    store.add(tx, enrolment, now);
                    CertifiedKey key = CertifiedKey.of(chain);
                    store.certify(tx, enrolment.nodeId(), key, now);
                    return Enrolled.of(enrolment.nodeId(), chain, now, key);
                });
    }

    private static LightWebException spent() {
        return new LightWebException(
                ProblemType.UNAUTHENTICATED,
                "token: unknown, used or expired. Ask an administrator for another.");
    }

    private static String newToken() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return "lwe_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
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
}
