// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web;

import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.server.Handler;
import org.tuttlenetwork.lightweb.web.WebSettings.Door;
import org.tuttlenetwork.lightweb.web.http.ApiDocuments;
import org.tuttlenetwork.lightweb.web.http.DoorGate;
import org.tuttlenetwork.lightweb.web.http.Entry;
import org.tuttlenetwork.lightweb.web.http.EventStreams;
import org.tuttlenetwork.lightweb.web.http.Peers;
import org.tuttlenetwork.lightweb.web.http.PeopleRouter;
import org.tuttlenetwork.lightweb.web.http.PreparedAnswers;
import org.tuttlenetwork.lightweb.web.http.PreparedFirst;
import org.tuttlenetwork.lightweb.web.http.StaticFiles;
import org.tuttlenetwork.lightweb.web.http.StreamsHandler;
import org.tuttlenetwork.lightweb.web.rest.JerseyBridge;
import org.tuttlenetwork.lightweb.web.rest.ResourceRegistry;
import org.tuttlenetwork.lightweb.web.rest.openapi.ApiDocument;
import org.tuttlenetwork.lightweb.web.rest.openapi.ApiPage;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the people's listener and the door answer by. */
final class PeopleHandlers {
    private final WebRuntime runtime;
    private final ResourceRegistry registry;
    private final PreparedAnswers prepared;
    private final EventStreams streams;
    private final StaticFiles files;
    private final Readiness readiness;

    PeopleHandlers(
            WebRuntime runtime,
            ResourceRegistry registry,
            PreparedAnswers prepared,
            EventStreams streams,
            StaticFiles files,
            Readiness readiness) {
        this.runtime = runtime;
        this.registry = registry;
        this.prepared = prepared;
        this.streams = streams;
        this.files = files;
        this.readiness = readiness;
    }

    /** The people's handlers, from the outermost. */
    Handler people() {
        WebSettings settings = runtime.settings();
        Handler documents =
                new Handler.Sequence(
                        new StreamsHandler(streams, runtime.bearer()),
                        apiDocuments(),
                        pages(settings.publicUrl()));
        boolean proxied = !settings.people().isLoopback() && settings.tls().isEmpty();
        return entry("people", preparedFirst(documents), proxied);
    }

    /** The door's handlers: the same pages, and only those that who is outside needs. */
    Handler door(Door door) {
        boolean proxied = !door.binding().isLoopback() && door.tls().isEmpty();
        Handler pages = preparedFirst(pages(door.url()));
        return entry("door", new DoorGate(pages, runtime.problems()), proxied);
    }

    private Handler entry(String listener, Handler next, boolean proxied) {
        return new Entry(
                listener,
                next,
                runtime.securityHeaders(),
                new Peers(runtime.settings().proxies(), proxied),
                runtime.problems(),
                runtime.requests());
    }

    private Handler preparedFirst(Handler next) {
        return new PreparedFirst(next, prepared, files, runtime.problems());
    }

    private Handler pages(URI origin) {
        WebSettings settings = runtime.settings();
        JerseyBridge bridge =
                new JerseyBridge(
                        registry,
                        runtime.problems(),
                        runtime.timer(),
                        origin,
                        settings.limits().bodyBytes(),
                        settings.limits().request());
        PeopleRouter router =
                new PeopleRouter(bridge::handle, runtime.problems(), origin, readiness::isStarting);
        CompressionHandler compressed = new CompressionHandler(router);
        compressed.putCompression(new GzipCompression());
        compressed.putConfiguration(
                "/*", CompressionConfig.builder().defaults().decompressExcludePath("/*").build());
        return compressed;
    }

    private ApiDocuments apiDocuments() {
        WebSettings settings = runtime.settings();
        ApiDocument document =
                new ApiDocument(settings.host().version(), settings.publicUrl().toString());
        return new ApiDocuments(
                () -> List.of(registry.version(), prepared.paths(), streamAccess()),
                () -> document.build(registry.api(), prepared.paths(), streamAccess()),
                built -> ApiPage.render(built, files.link("web", "api.css")));
    }

    private Map<String, Boolean> streamAccess() {
        return streams.streams().entrySet().stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().service().isPublic()));
    }
}
