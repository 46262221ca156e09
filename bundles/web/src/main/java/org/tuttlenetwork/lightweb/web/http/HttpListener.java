// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.http;

import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.web.PluginBoundary;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A Jetty of its own for each listener, so that one can come and go without the others. */
public final class HttpListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);

    private final String name;
    private final Server server;

    private HttpListener(String name, Server server) {
        this.name = name;
        this.server = server;
    }

    /**
     * What a listener is.
     *
     * @param name in logs and the names of threads
     * @param configKeys which keys name its addresses and port, for people
     * @param addresses where it listens
     * @param port 0 for any
     * @param tls for HTTPS
     * @param idle after which a silent connection is closed
     * @param stop how long running requests get when it stops
     */
    public record Plan(
            String name,
            String configKeys,
            List<InetAddress> addresses,
            int port,
            Optional<SslContextFactory.Server> tls,
            Duration idle,
            Duration stop) {}

    /**
     * Opens a listener.
     *
     * @throws PortTaken if an address cannot be bound
     */
    public static HttpListener open(
            Plan plan, Handler handler, ProblemAnswers problems, SecurityHeaders headers) {
        QueuedThreadPool threads = new QueuedThreadPool(64, 4);
        threads.setName("lightweb-" + plan.name());
        threads.setDaemon(true);
        threads.setVirtualThreadsExecutor(
                VirtualThreads.getNamedVirtualThreadsExecutor("lightweb-" + plan.name() + "-"));
        Server server = new Server(threads);
        server.setStopTimeout(plan.stop().toMillis());
        server.setErrorHandler(new ProblemErrorHandler(problems, headers));
        server.setHandler(new GracefulHandler(SmallBodies.before(new UnreadBodies(handler))));
        for (InetAddress address : plan.addresses()) {
            server.addConnector(connector(server, plan, address));
        }
        return start(plan, server);
    }

    private static ServerConnector connector(Server server, Plan plan, InetAddress address) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(16 * 1024);
        http.setIdleTimeout(plan.idle().toMillis());
        HttpConnectionFactory factory = new HttpConnectionFactory(http);
        ServerConnector connector;
        if (plan.tls().isPresent()) {
            // Clients check our name; nodes call by mesh names and addresses.
            http.addCustomizer(new SecureRequestCustomizer(false));
            SslConnectionFactory ssl = new SslConnectionFactory(plan.tls().get(), "http/1.1");
            connector = new ServerConnector(server, 1, 1, ssl, factory);
        } else {
            connector = new ServerConnector(server, 1, 1, factory);
        }
        connector.setHost(address.getHostAddress());
        connector.setPort(plan.port());
        connector.setIdleTimeout(plan.idle().toMillis());
        // How long a connection without a request may hold up the stop.
        connector.setShutdownIdleTimeout(50);
        return connector;
    }

    @PluginBoundary // Jetty's start is declared to throw anything.
    private static HttpListener start(Plan plan, Server server) {
        HttpListener listener = new HttpListener(plan.name(), server);
        try {
            server.start();
        } catch (IOException e) {
            listener.close();
            throw new PortTaken(plan, e);
        } catch (Exception e) {
            listener.close();
            throw new IllegalStateException(
                    "The listener " + plan.name() + " cannot start: " + e.getMessage(), e);
        }
        LOG.info("Listening for {} on port {}", plan.name(), listener.port());
        return listener;
    }

    /** The port that was bound. */
    public int port() {
        for (Connector connector : server.getConnectors()) {
            if (connector instanceof ServerConnector bound) {
                return bound.getLocalPort();
            }
        }
        throw new IllegalStateException("A listener without a connector");
    }

    /** Takes no new requests, waits for running ones, closes. */
    @Override
    @PluginBoundary // Jetty's stop is declared to throw anything.
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            LOG.warn("The listener {} did not stop cleanly: {}", name, e.toString());
        }
    }

    /** An address that cannot be bound. */
    public static final class PortTaken extends IllegalStateException {
        PortTaken(Plan plan, IOException cause) {
            super(
                    "The listener for "
                            + plan.name()
                            + " cannot use port "
                            + plan.port()
                            + " on "
                            + String.join(
                                    ", ",
                                    plan.addresses().stream()
                                            .map(InetAddress::getHostAddress)
                                            .toList())
                            + ": "
                            + cause.getMessage()
                            + ". End what uses it, or choose another in etc/lightweb.web.cfg ("
                            + plan.configKeys()
                            + ").",
                    cause);
        }
    }
}
