// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pki;

import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.MasterKey;
import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.health.Health;
import org.tuttlenetwork.lightweb.api.health.HealthCheck;
import org.tuttlenetwork.lightweb.api.vpn.Certificates;
import org.tuttlenetwork.lightweb.api.web.NodeTls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The network's PKI. Root, Nodes CA and Server CA are made at the first start and kept in
 * PostgreSQL; their names say that they are throw-away keys as long as the root is not made offline
 * (DECISIONS 5.3).
 */
@Component(
        service = {Certificates.class, NodeTls.class, HealthCheck.class},
        configurationPid = "lightweb.pki")
@Designate(ocd = PkiConfig.class)
public final class PkiService implements Certificates, NodeTls, HealthCheck {
    private static final Logger LOG = LoggerFactory.getLogger(PkiService.class);
    private static final Duration ROOT_VALIDITY = Duration.ofDays(3650);
    private static final Duration AUTHORITY_VALIDITY = Duration.ofDays(365);

    /** How long before an authority's end its operator is told. */
    private static final Duration AUTHORITY_NOTICE = Duration.ofDays(60);

    /** How long the certificate of the nodes' listener is good: another is made at a third. */
    public static final Duration SERVER_VALIDITY = Duration.ofDays(90);

    private final Clock clock;
    private final Authorities authorities;
    private final Pki pki;
    private final char[] password = UUID.randomUUID().toString().toCharArray();
    private final List<String> serverNames;
    private ServerKeys serverKeys;
    private final boolean demo;

    @Activate
    public PkiService(BundleContext context, PkiConfig config, @Reference Database database) {
        this(
                Path.of(context.getProperty("lightweb.data")).resolve("master.key"),
                List.of(config.server__names()),
                database,
                "demo".equals(context.getProperty("lightweb.profile")),
                Clock.systemUTC());
    }

    /**
     * @param masterKey the file of the key that the authorities' keys are encrypted with
     * @param serverNames names and addresses that the server's certificate carries
     */
    public PkiService(
            Path masterKey,
            List<String> serverNames,
            Database database,
            boolean demo,
            Clock clock) {
        this.clock = clock;
        this.demo = demo;
        AuthorityStore store = new AuthorityStore(MasterKey.at(masterKey));
        this.authorities = database.write(transaction -> authorities(transaction, store));
        this.pki = new Pki(authorities, clock);
        this.serverNames = List.copyOf(serverNames);
        this.serverKeys = makeServerKeys();
    }

    /** A certificate with its key, and when another takes its place. */
    private record ServerKeys(KeyStore store, Instant renewal) {}

    private Authorities authorities(Transaction transaction, AuthorityStore store) {
        store.lock(transaction);
        Optional<Authority> kept = store.find(transaction, "root");
        if (kept.isPresent()) {
            return new Authorities(
                    kept.get(),
                    store.find(transaction, "nodes").orElseThrow(),
                    store.find(transaction, "server").orElseThrow());
        }
        CertificateMaker maker = new CertificateMaker(clock);
        Authority root = maker.root("Tuttle Root CA (throw-away made online)", ROOT_VALIDITY);
        Authority nodes =
                maker.under(
                        root, "Tuttle Nodes CA", AUTHORITY_VALIDITY, KeyPurposeId.id_kp_clientAuth);
        Authority server =
                maker.under(
                        root,
                        "Tuttle Server CA",
                        AUTHORITY_VALIDITY,
                        KeyPurposeId.id_kp_serverAuth);
        store.keep(transaction, "root", root, clock.instant());
        store.keep(transaction, "nodes", nodes, clock.instant());
        store.keep(transaction, "server", server, clock.instant());
        LOG.info("Made a root, a Nodes CA and a Server CA with keys that are to be thrown away");
        return new Authorities(root, nodes, server);
    }

    private ServerKeys makeServerKeys() {
        KeyPair keys = CertificateMaker.newKeys();
        List<GeneralName> general =
                serverNames.stream()
                        .map(
                                name ->
                                        new GeneralName(
                                                isAddress(name)
                                                        ? GeneralName.iPAddress
                                                        : GeneralName.dNSName,
                                                name))
                        .toList();
        X509Certificate certificate =
                new CertificateMaker(clock)
                        .end(
                                authorities.server(),
                                serverNames.getFirst(),
                                keys.getPublic(),
                                SERVER_VALIDITY,
                                KeyPurposeId.id_kp_serverAuth,
                                general);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            Certificate[] chain = {certificate, authorities.server().certificate()};
            store.setKeyEntry("server", keys.getPrivate(), password, chain);
            return new ServerKeys(store, clock.instant().plus(SERVER_VALIDITY.dividedBy(3)));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The server's key store could not be made", e);
        }
    }

    private static boolean isAddress(String name) {
        return name.contains(":")
                || Arrays.stream(name.split("\\.", -1)).allMatch(part -> part.matches("[0-9]+"));
    }

    @Override
    public List<String> issue(String nodeId, String csr) {
        return pki.issue(nodeId, csr);
    }

    @Override
    public Optional<String> identify(List<X509Certificate> chain) {
        return pki.identify(chain);
    }

    @Override
    public String root() {
        return pki.root();
    }

    @Override
    public String rootSha256() {
        return pki.rootSha256();
    }

    @Override
    public synchronized KeyStore serverKeys() {
        if (!clock.instant().isBefore(serverKeys.renewal())) {
            serverKeys = makeServerKeys();
        }
        return serverKeys.store();
    }

    @Override
    public char[] keyPassword() {
        return password.clone();
    }

    @Override
    public KeyStore trust() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("root", authorities.root().certificate());
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The trust store could not be made", e);
        }
    }

    @Override
    public String name() {
        return "pki";
    }

    @Override
    public Health health() {
        X509Certificate first = authorities.firstToEnd();
        Instant end = first.getNotAfter().toInstant();
        if (clock.instant().isAfter(end.minus(AUTHORITY_NOTICE))) {
            String name = first.getSubjectX500Principal().getName();
            return Health.degraded(
                    "%s ends at %s: from then on no node is let in. Have another made before that."
                            .formatted(name, end));
        }
        return demo
                ? Health.working()
                : Health.degraded(
                        "The root CA was made online with throw-away keys. Make an offline root"
                                + " before real nodes join.");
    }
}
