// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web;

import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.health.Health;
import org.tuttlenetwork.lightweb.api.web.NodeTls;

import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;

/**
 * The certificate that the nodes' listener shows. The PKI makes another before it ends; new
 * connections see it once it is taken here, kept ones live on.
 */
final class NodesCertificate {
    private static final Logger LOG = LoggerFactory.getLogger(NodesCertificate.class);

    private final NodeTls tls;
    private final SslContextFactory.Server factory;
    private volatile Health health = Health.working();

    NodesCertificate(NodeTls tls) {
        this.tls = tls;
        this.factory = factory(tls);
    }

    private static SslContextFactory.Server factory(NodeTls tls) {
        SslContextFactory.Server factory = new SslContextFactory.Server();
        factory.setKeyStore(tls.serverKeys());
        factory.setKeyManagerPassword(new String(tls.keyPassword()));
        factory.setTrustStore(tls.trust());
        factory.setWantClientAuth(true);
        factory.setIncludeProtocols("TLSv1.3");
        factory.setSniRequired(false);
        return factory;
    }

    /** What a listener shows and trusts. */
    SslContextFactory.Server factory() {
        return factory;
    }

    /** Takes the certificate of now for new connections, where it is another. */
    @PluginBoundary // Jetty's reload is declared to throw anything.
    void renew() {
        try {
            KeyStore now = tls.serverKeys();
            if (!now.equals(factory.getKeyStore())) {
                factory.reload(reloaded -> reloaded.setKeyStore(now));
                LOG.info("The nodes' listener has a new certificate");
            }
            health = Health.working();
        } catch (Exception e) {
            LOG.error("The nodes' listener could not take its new certificate; tried again", e);
            health =
                    Health.degraded(
                            "The certificate of the nodes' listener cannot be renewed: "
                                    + e
                                    + ". It is tried again each hour; nodes connect with the"
                                    + " present one until "
                                    + ends()
                                    + ".");
        }
    }

    /** Whether it can be renewed. */
    Health health() {
        return health;
    }

    /** When the certificate that is shown ends. */
    private Instant ends() {
        try {
            KeyStore shown = factory.getKeyStore();
            String alias = Collections.list(shown.aliases()).getFirst();
            X509Certificate certificate = (X509Certificate) shown.getCertificate(alias);
            return certificate.getNotAfter().toInstant();
        } catch (KeyStoreException e) {
            throw new IllegalStateException("A key store in memory cannot be read", e);
        }
    }
}
