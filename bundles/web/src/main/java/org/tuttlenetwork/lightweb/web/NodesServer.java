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
import org.tuttlenetwork.lightweb.api.web.NodeAuthenticator;
import org.tuttlenetwork.lightweb.api.web.NodeTls;
import org.tuttlenetwork.lightweb.web.http.Entry;
import org.tuttlenetwork.lightweb.web.http.HttpListener;
import org.tuttlenetwork.lightweb.web.http.NodesGate;
import org.tuttlenetwork.lightweb.web.http.Peers;
import org.tuttlenetwork.lightweb.web.rest.JerseyBridge;
import org.tuttlenetwork.lightweb.web.rest.ResourceRegistry;
import org.tuttlenetwork.lightweb.web.rest.RestWhiteboard;

import java.util.Optional;

/** The nodes' listener; open as long as the PKI says what to show and whom to trust. */
@Component(service = NodesServer.class, immediate = true)
public final class NodesServer {
    private final HttpListener listener;

    @Activate
    public NodesServer(
            BundleContext context,
            @Reference WebRuntime runtime,
            @Reference RestWhiteboard rest,
            @Reference NodeTls tls,
            @Reference NodeAuthenticator authenticator) {
        this.listener =
                Fatal.orFatal(context, () -> open(runtime, rest.registry(), tls, authenticator));
    }

    @Deactivate
    public void close() {
        listener.close();
    }

    static HttpListener open(
            WebRuntime runtime,
            ResourceRegistry registry,
            NodeTls tls,
            NodeAuthenticator authenticator) {
        WebSettings settings = runtime.settings();
        HttpListener.Plan plan =
                new HttpListener.Plan(
                        "nodes",
                        "nodes_host, nodes_port",
                        settings.nodes().addresses(),
                        settings.nodes().port(),
                        Optional.of(factory(tls)),
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
}
