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
import org.tuttlenetwork.lightweb.web.http.CertificateFiles;
import org.tuttlenetwork.lightweb.web.http.EventStreams;
import org.tuttlenetwork.lightweb.web.http.HttpListener;
import org.tuttlenetwork.lightweb.web.http.PreparedAnswers;
import org.tuttlenetwork.lightweb.web.http.StaticFiles;
import org.tuttlenetwork.lightweb.web.rest.RestWhiteboard;

import java.util.Optional;

/** The listener of people and apps. */
@Component(service = PeopleServer.class, immediate = true)
public final class PeopleServer {
    private final EventStreams streams;
    private final Optional<CertificateFiles> certificate;
    private final HttpListener listener;

    @Activate
    public PeopleServer(
            BundleContext context,
            @Reference WebRuntime runtime,
            @Reference RestWhiteboard rest,
            @Reference PreparedAnswers prepared,
            @Reference EventStreams streams,
            @Reference StaticFiles files,
            @Reference Readiness readiness) {
        this.streams = streams;
        this.certificate =
                Fatal.orFatal(
                        context,
                        () ->
                                runtime.settings()
                                        .tls()
                                        .map(
                                                tls ->
                                                        new CertificateFiles(
                                                                tls.certificate(),
                                                                tls.key(),
                                                                runtime.timer())));
        Handler handler =
                new PeopleHandlers(runtime, rest.registry(), prepared, streams, files, readiness)
                        .people();
        this.listener =
                Fatal.orFatal(
                        context,
                        () ->
                                HttpListener.open(
                                        plan(
                                                runtime.settings(),
                                                certificate.map(CertificateFiles::factory)),
                                        handler,
                                        runtime.problems(),
                                        runtime.securityHeaders()));
    }

    @Deactivate
    public void close() {
        // Streams never end by themselves: the listener would wait for them.
        streams.endAll();
        listener.close();
        certificate.ifPresent(CertificateFiles::close);
    }

    /** The port that was bound. */
    public int port() {
        return listener.port();
    }

    private static HttpListener.Plan plan(
            WebSettings settings, Optional<SslContextFactory.Server> tls) {
        return new HttpListener.Plan(
                "people",
                "host, port",
                settings.people().addresses(),
                settings.people().port(),
                tls,
                settings.limits().idle(),
                settings.limits().stop());
    }
}
