// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web;

import org.eclipse.jetty.server.Handler;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.health.Health;
import org.tuttlenetwork.lightweb.api.health.HealthCheck;
import org.tuttlenetwork.lightweb.api.web.NodeAuthenticator;
import org.tuttlenetwork.lightweb.api.web.NodeTls;
import org.tuttlenetwork.lightweb.web.http.Entry;
import org.tuttlenetwork.lightweb.web.http.HttpListener;
import org.tuttlenetwork.lightweb.web.http.NodesGate;
import org.tuttlenetwork.lightweb.web.http.Peers;
import org.tuttlenetwork.lightweb.web.rest.JerseyBridge;
import org.tuttlenetwork.lightweb.web.rest.ResourceRegistry;
import org.tuttlenetwork.lightweb.web.rest.RestWhiteboard;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** The nodes' listener; open as long as the PKI says what to show and whom to trust. */
@Component(
        service = {NodesServer.class, HealthCheck.class},
        immediate = true)
public final class NodesServer implements HealthCheck {
    /** An agent may wait 55 s for a change of its configuration (DECISIONS 6). */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(75);

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final NodesCertificate certificate;
    private final Opened opened;

    @Activate
    public NodesServer(
            BundleContext context,
            @Reference WebRuntime runtime,
            @Reference RestWhiteboard rest,
            @Reference NodeTls tls,
            @Reference NodeAuthenticator authenticator) {
        this.certificate = new NodesCertificate(tls);
        runtime.nodesPort().closeWhatIsLeft();
        HttpListener listener =
                Fatal.orFatal(
                        context,
                        () ->
                                patiently(
                                        () ->
                                                open(
                                                        runtime,
                                                        rest.registry(),
                                                        certificate,
                                                        authenticator)));
        this.opened =
                new Opened(
                        listener,
                        runtime.timer()
                                .scheduleWithFixedDelay(certificate::renew, 1, 1, TimeUnit.HOURS));
        runtime.nodesPort().isHeldBy(opened::close);
    }

    @Deactivate
    public void close() {
        opened.close();
    }

    /**
     * What is open, to be closed once or more often.
     *
     * @param looking the hourly look at the certificate
     */
    private record Opened(HttpListener listener, ScheduledFuture<?> looking) {
        void close() {
            looking.cancel(false);
            listener.close();
        }
    }

    @Override
    public String name() {
        return "nodes-listener";
    }

    @Override
    public Health health() {
        return certificate.health();
    }

    /**
     * Tries for a moment where the port is taken: what is replaced, as the PKI is by a swap, may be
     * closing its listener still, and nobody tries again later.
     *
     * @throws HttpListener.PortTaken if it stays taken
     */
    static HttpListener patiently(Supplier<HttpListener> open) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return open.get();
            } catch (HttpListener.PortTaken taken) {
                if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                    throw taken;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    static HttpListener open(
            WebRuntime runtime,
            ResourceRegistry registry,
            NodesCertificate certificate,
            NodeAuthenticator authenticator) {
        WebSettings settings = runtime.settings();
        HttpListener.Plan plan =
                new HttpListener.Plan(
                        "nodes",
                        "nodes_host, nodes_port",
                        settings.nodes().addresses(),
                        settings.nodes().port(),
                        Optional.of(certificate.factory()),
                        settings.limits().nodesIdle(),
                        settings.limits().stop());
        JerseyBridge bridge =
                new JerseyBridge(
                        registry,
                        runtime.problems(),
                        runtime.timer(),
                        settings.publicUrl(),
                        settings.limits().nodesBodyBytes(),
                        longer(settings.limits().request()));
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

    private static Duration longer(Duration configured) {
        return configured.compareTo(LONGEST_ANSWER) > 0 ? configured : LONGEST_ANSWER;
    }
}
