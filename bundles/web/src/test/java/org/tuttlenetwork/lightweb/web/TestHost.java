// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web;

import io.prometheus.metrics.model.registry.PrometheusRegistry;

import org.tuttlenetwork.lightweb.api.feature.FeatureId;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.web.contribution.Contribution;
import org.tuttlenetwork.lightweb.web.http.EventStreams;
import org.tuttlenetwork.lightweb.web.http.HttpListener;
import org.tuttlenetwork.lightweb.web.http.PreparedAnswers;
import org.tuttlenetwork.lightweb.web.http.StaticFiles;
import org.tuttlenetwork.lightweb.web.rest.ResourceRegistry;
import org.tuttlenetwork.lightweb.web.rest.TestRegistries;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The people's listener with real Jetty and Jersey on a port of its own, other rooms faked. For
 * tests of features too.
 */
public final class TestHost implements AutoCloseable {
    public final FakeCollaborators collaborators = new FakeCollaborators();
    public final FakeRevisions revisions = new FakeRevisions();
    public final WebRuntime runtime;
    public final ResourceRegistry registry;
    public final PreparedAnswers prepared = new PreparedAnswers(revisions);
    public final StaticFiles files = new StaticFiles(revisions);
    public final EventStreams streams =
            new EventStreams(revisions, collaborators, Duration.ofMillis(50));
    public final Readiness readiness;
    public final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final HttpListener people;
    private final AtomicLong ids = new AtomicLong();

    public TestHost() {
        this(Map.of());
    }

    public TestHost(Map<String, String> overrides) {
        Map<String, String> properties = new HashMap<>();
        properties.put("port", "0");
        properties.put("nodes_port", "0");
        properties.put("metrics_port", "0");
        properties.put("public_url", "http://localhost:1");
        properties.put("stop_timeout_seconds", "1");
        properties.put("needed_features", "");
        properties.putAll(overrides);
        WebSettings settings =
                WebSettingsReader.read(
                        properties, Path.of("etc"), new WebSettings.HostFacts(true, "1.2.3"));
        runtime =
                new WebRuntime(
                        settings, collaborators, new PrometheusRegistry(), Clock.systemUTC());
        registry = TestRegistries.create(revisions, collaborators, runtime);
        readiness = new Readiness(revisions, settings, registry::features);
        PeopleHandlers handlers =
                new PeopleHandlers(runtime, registry, prepared, streams, files, readiness);
        people =
                HttpListener.open(
                        new HttpListener.Plan(
                                "people",
                                "host, port",
                                settings.people().addresses(),
                                0,
                                Optional.empty(),
                                settings.limits().idle(),
                                settings.limits().stop()),
                        handlers.people(),
                        runtime.problems(),
                        runtime.securityHeaders());
    }

    public int port() {
        return people.port();
    }

    public <T> Contribution<T> contribution(String feature, long bundle, T service) {
        return new Contribution<>(service, new FeatureId(feature), bundle, ids.incrementAndGet());
    }

    /** Adds a resource and waits until it is served. */
    public long add(String feature, Resource resource) {
        return add(feature, 1, resource);
    }

    public long add(String feature, long bundle, Resource resource) {
        Contribution<Resource> contribution = contribution(feature, bundle, resource);
        registry.add(contribution);
        registry.refresh();
        return contribution.serviceId();
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(10));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public HttpResponse<String> get(String path) {
        return send(request(path));
    }

    public HttpResponse<String> getAs(String token, String path) {
        return send(request(path).header("Authorization", "Bearer " + token));
    }

    public HttpResponse<String> postAs(String token, String path, String json) {
        return send(
                request(path)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    @Override
    public void close() {
        streams.close();
        people.close();
        registry.close();
        runtime.close();
        client.close();
    }
}
