// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.web.NodeAuthenticator;
import org.tuttlenetwork.lightweb.api.web.NodeTls;
import org.tuttlenetwork.lightweb.web.http.Entry;
import org.tuttlenetwork.lightweb.web.http.HttpListener;
import org.tuttlenetwork.lightweb.web.http.NodesGate;
import org.tuttlenetwork.lightweb.web.http.Peers;
import org.tuttlenetwork.lightweb.web.rest.JerseyBridge;
import org.tuttlenetwork.lightweb.web.rest.ResourceRegistry;
import org.tuttlenetwork.lightweb.web.rest.RestWhiteboard;

import java.security.KeyStore;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** The nodes' listener; open as long as the PKI says what to show and whom to trust. */
@Component(service = NodesServer.class, immediate = true)
public final class NodesServer {
    private static final Logger LOG = LoggerFactory.getLogger(NodesServer.class);

    private final HttpListener listener;
    private final ScheduledFuture<?> looking;

    @Activate
    public NodesServer(
            BundleContext context,
            @Reference WebRuntime runtime,
            @Reference RestWhiteboard rest,
            @Reference NodeTls tls,
            @Reference NodeAuthenticator authenticator) {
        SslContextFactory.Server keys = factory(tls);
        this.listener =
                Fatal.orFatal(context, () -> open(runtime, rest.registry(), keys, authenticator));
        this.looking =
                runtime.timer()
                        .scheduleWithFixedDelay(() -> renew(keys, tls), 1, 1, TimeUnit.HOURS);
    }

    @Deactivate
    public void close() {
        looking.cancel(false);
        listener.close();
    }

    /** Takes the certificate of now for new connections, where it is another. */
    @PluginBoundary // Jetty's reload is declared to throw anything.
    static void renew(SslContextFactory.Server keys, NodeTls tls) {
        try {
            KeyStore now = tls.serverKeys();
            if (!now.equals(keys.getKeyStore())) {
                keys.reload(factory -> factory.setKeyStore(now));
                LOG.info("The nodes' listener has a new certificate");
            }
        } catch (Exception e) {
            LOG.error("The nodes' listener could not take its new certificate; tried again", e);
        }
    }

    static HttpListener open(
            WebRuntime runtime,
            ResourceRegistry registry,
            SslContextFactory.Server keys,
            NodeAuthenticator authenticator) {
        WebSettings settings = runtime.settings();
        HttpListener.Plan plan =
                new HttpListener.Plan(
                        "nodes",
                        "nodes_host, nodes_port",
                        settings.nodes().addresses(),
                        settings.nodes().port(),
                        Optional.of(keys),
                        settings.limits().nodesIdle(),
                        settings.limits().stop());
        JerseyBridge bridge =
                new JerseyBridge(
                        registry,
                        runtime.problems(),
                        runtime.timer(),
                        settings.publicUrl(),
                        settings.limits().nodesBodyBytes(),
                        settings.limits().request());
        Handler handler =
                new Entry(
                        "nodes",
                        new NodesGate(authenticator, bridge::handle, runtime.problems()),
                        runtime.securityHeaders(),
                        Peers.DIRECT,
                        runtime.problems(),
                        runtime.requests());
        return HttpListener.open(plan, handler, runtime.problems(), runtime.securityHeaders());
    }

    static SslContextFactory.Server factory(NodeTls tls) {
        SslContextFactory.Server factory = new SslContextFactory.Server();
        factory.setKeyStore(tls.serverKeys());
        factory.setKeyManagerPassword(new String(tls.keyPassword()));
        factory.setTrustStore(tls.trust());
        factory.setWantClientAuth(true);
        factory.setIncludeProtocols("TLSv1.3");
        factory.setSniRequired(false);
        return factory;
    }
}
