// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.framework;

import org.tuttlenetwork.lightweb.demo.world.Persona;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** A browser's session in the portal, logged in at the stand-in of Zitadel. */
final class Session implements AutoCloseable {
    private final URI portal;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                    .build();

    Session(Product product, Persona persona) {
        portal = URI.create(product.peopleUrl());
        URI authorize = redirect(portal.resolve("/login"));
        URI login = redirect(authorize);
        String request = login.getQuery().substring(login.getQuery().indexOf('=') + 1);
        String form =
                "authRequest="
                        + URLEncoder.encode(request, StandardCharsets.UTF_8)
                        + "&user="
                        + URLEncoder.encode(persona.userId(), StandardCharsets.UTF_8);
        HttpResponse<String> chosen =
                send(
                        HttpRequest.newBuilder(login.resolve("/login"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(form))
                                .build());
        redirect(login.resolve(location(chosen)));
    }

    private URI redirect(URI from) {
        return from.resolve(location(send(HttpRequest.newBuilder(from).build())));
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Location")
                .orElseThrow(() -> new AssertionError("No redirect: " + answer.body()));
    }

    /** A page of the portal. */
    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(portal.resolve(path)).build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("No answer from " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for " + request.uri(), e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
