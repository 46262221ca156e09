// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.http;

import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.web.PluginBoundary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Certificate and key of a listener, read anew when their files change. */
public final class CertificateFiles implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateFiles.class);
    private static final int POLL_SECONDS = 10;

    private final Path certificate;
    private final Path key;
    private final SslContextFactory.Server factory = new SslContextFactory.Server();
    private final char[] password = password();
    private final ScheduledFuture<?> poll;
    private volatile List<FileTime> read;

    /**
     * @throws IllegalArgumentException if the files hold no certificate and key
     */
    public CertificateFiles(Path certificate, Path key, ScheduledExecutorService timer) {
        this.certificate = certificate;
        this.key = key;
        this.read = times();
        use(factory);
        this.poll =
                timer.scheduleWithFixedDelay(
                        this::reload, POLL_SECONDS, POLL_SECONDS, TimeUnit.SECONDS);
    }

    /** What the listener is opened with. */
    public SslContextFactory.Server factory() {
        return factory;
    }

    /** Reads the files if they have changed; files that don't fit together leave all as it is. */
    @PluginBoundary // Jetty's reload is declared to throw anything.
    public void reload() {
        try {
            List<FileTime> now = times();
            if (!now.equals(read)) {
                read = now;
                factory.reload(changed -> use((SslContextFactory.Server) changed));
                LOG.info("The listener's certificate was read anew");
            }
        } catch (Exception e) {
            LOG.error("The listener keeps its certificate: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        LOG.debug("Certificate files are no longer watched: {}", poll.cancel(false));
    }

    private void use(SslContextFactory.Server server) {
        server.setKeyStore(PemKeyStore.read(certificate, key, password));
        server.setKeyStorePassword(new String(password));
        server.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        server.setSniRequired(false);
    }

    private List<FileTime> times() {
        try {
            return List.of(Files.getLastModifiedTime(certificate), Files.getLastModifiedTime(key));
        } catch (IOException e) {
            throw new IllegalArgumentException("A certificate file cannot be read: " + e, e);
        }
    }

    private static char[] password() {
        byte[] random = new byte[18];
        new SecureRandom().nextBytes(random);
        return Base64.getEncoder().encodeToString(random).toCharArray();
    }
}
