// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.framework;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import jakarta.ws.rs.Path;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.tuttlenetwork.lightweb.demo.world.Persona;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the running bundles serve: read from their services and the host's own OpenAPI document. */
final class Rest {
    private static final String RESOURCE = "org.tuttlenetwork.lightweb.api.web.Resource";
    private static final String SECTION = "org.tuttlenetwork.lightweb.api.portal.Section";
    private static final String CHECK = "org.tuttlenetwork.lightweb.api.health.HealthCheck";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Product product;

    Rest(Product product) {
        this.product = product;
    }

    /** Paths that answer an administrator with 200, by the bundle that serves them. */
    Map<Bundle, Set<String>> served() {
        Map<String, Bundle> owners = new TreeMap<>();
        for (ServiceReference<?> reference : services(RESOURCE)) {
            Object resource = product.context().getService(reference);
            String path = resource.getClass().getAnnotation(Path.class).value();
            owners.put(segment(path), reference.getBundle());
        }
        JsonNode paths = json(product.peopleUrl() + "/openapi.json").path("paths");
        Map<Bundle, Set<String>> served = new java.util.HashMap<>();
        paths.properties().stream()
                .filter(path -> path.getValue().has("get"))
                .map(path -> path.getKey().replaceAll("\\{[^}]*}", Persona.ADA.userId()))
                .filter(path -> path.startsWith("/api/v1/") && !path.endsWith("/stream"))
                .filter(path -> owners.containsKey(segment(path.substring(8))))
                .filter(path -> status(path) == 200)
                .forEach(
                        path ->
                                served.computeIfAbsent(
                                                owners.get(segment(path.substring(8))),
                                                _ -> new TreeSet<>())
                                        .add(path));
        return served;
    }

    /** Which kinds of contributions a bundle makes at this moment, as {@code kind class}. */
    Set<String> contributions(Bundle bundle) {
        return Arrays.stream(new String[] {RESOURCE, SECTION, CHECK})
                .flatMap(kind -> Arrays.stream(services(kind)))
                .filter(reference -> bundle.equals(reference.getBundle()))
                .map(
                        reference ->
                                ((String[]) reference.getProperty("objectClass"))[0]
                                        + " "
                                        + product.context().getService(reference).getClass())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What an administrator is answered; 0 where nobody answers. */
    int status(String path) {
        return get(path, Persona.ADA).map(HttpResponse::statusCode).orElse(0);
    }

    Optional<HttpResponse<String>> get(String path, Persona persona) {
        return Http.get(product.peopleUrl() + path, product.token(persona));
    }

    Optional<HttpResponse<String>> post(String path, Persona persona, String json) {
        return Http.post(product.peopleUrl() + path, product.token(persona), json);
    }

    Optional<HttpResponse<String>> patch(String path, Persona persona, String json) {
        return Http.patch(product.peopleUrl() + path, product.token(persona), json);
    }

    Optional<HttpResponse<String>> put(String path, Persona persona, String json) {
        return Http.put(product.peopleUrl() + path, product.token(persona), json);
    }

    Optional<HttpResponse<String>> delete(String path, Persona persona) {
        return Http.delete(product.peopleUrl() + path, product.token(persona));
    }

    /** The body of {@code /readyz}. */
    JsonNode readiness() {
        return json(product.metricsUrl() + "/readyz");
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String url) {
        return parse(Http.get(url, "").orElseThrow().body());
    }

    private static String segment(String path) {
        return path.split("/", 2)[0];
    }

    private ServiceReference<?>[] services(String type) {
        try {
            BundleContext context = product.context();
            ServiceReference<?>[] found = context.getAllServiceReferences(type, null);
            return found == null ? new ServiceReference<?>[0] : found;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
