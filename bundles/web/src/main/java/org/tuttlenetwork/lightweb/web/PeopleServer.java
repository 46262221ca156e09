// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web;

import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.web.http.ApiDocuments;
import org.tuttlenetwork.lightweb.web.http.CertificateFiles;
import org.tuttlenetwork.lightweb.web.http.Entry;
import org.tuttlenetwork.lightweb.web.http.EventStreams;
import org.tuttlenetwork.lightweb.web.http.HttpListener;
import org.tuttlenetwork.lightweb.web.http.Peers;
import org.tuttlenetwork.lightweb.web.http.PeopleRouter;
import org.tuttlenetwork.lightweb.web.http.PreparedAnswers;
import org.tuttlenetwork.lightweb.web.http.PreparedFirst;
import org.tuttlenetwork.lightweb.web.http.StaticFiles;
import org.tuttlenetwork.lightweb.web.http.StreamsHandler;
import org.tuttlenetwork.lightweb.web.rest.JerseyBridge;
import org.tuttlenetwork.lightweb.web.rest.ResourceRegistry;
import org.tuttlenetwork.lightweb.web.rest.RestWhiteboard;
import org.tuttlenetwork.lightweb.web.rest.openapi.ApiDocument;
import org.tuttlenetwork.lightweb.web.rest.openapi.ApiPage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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
        Handler handler = handler(runtime, rest.registry(), prepared, streams, files, readiness);
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

    /** The handlers, from the outermost. */
    static Handler handler(
            WebRuntime runtime,
            ResourceRegistry registry,
            PreparedAnswers prepared,
            EventStreams streams,
            StaticFiles files,
            Readiness readiness) {
        WebSettings settings = runtime.settings();
        JerseyBridge bridge =
                new JerseyBridge(
                        registry,
                        runtime.problems(),
                        runtime.timer(),
                        settings.publicUrl(),
                        settings.limits().bodyBytes(),
                        settings.limits().request());
        PeopleRouter router =
                new PeopleRouter(
                        bridge::handle,
                        runtime.problems(),
                        settings.publicUrl(),
                        readiness::isStarting);
        CompressionHandler compressed = new CompressionHandler(router);
        compressed.putCompression(new GzipCompression());
        compressed.putConfiguration(
                "/*", CompressionConfig.builder().defaults().decompressExcludePath("/*").build());
        Handler documents =
                new Handler.Sequence(
                        new StreamsHandler(streams, runtime.bearer()),
                        apiDocuments(settings, registry, prepared, streams, files),
                        compressed);
        boolean proxied = !settings.people().isLoopback() && settings.tls().isEmpty();
        return new Entry(
                "people",
                new PreparedFirst(documents, prepared, files, runtime.problems()),
                runtime.securityHeaders(),
                new Peers(settings.proxies(), proxied),
                runtime.problems(),
                runtime.requests());
    }

    private static ApiDocuments apiDocuments(
            WebSettings settings,
            ResourceRegistry registry,
            PreparedAnswers prepared,
            EventStreams streams,
            StaticFiles files) {
        ApiDocument document =
                new ApiDocument(settings.host().version(), settings.publicUrl().toString());
        return new ApiDocuments(
                () -> List.of(registry.version(), prepared.paths(), streamAccess(streams)),
                () -> document.build(registry.api(), prepared.paths(), streamAccess(streams)),
                built -> ApiPage.render(built, files.link("web", "api.css")));
    }

    private static Map<String, Boolean> streamAccess(EventStreams streams) {
        return streams.streams().entrySet().stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().service().isPublic()));
    }
}
