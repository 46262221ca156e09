// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.tour;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A stream of server-sent events, listened to in the background. */
final class Stream implements AutoCloseable {
    private final InputStream body;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    private Stream(InputStream body) {
        this.body = body;
        Thread.ofVirtual().start(this::listen);
    }

    static Stream open(World world, String path, String token)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(world.url() + path))
                        .header("Accept", "text/event-stream");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<InputStream> response =
                world.http().send(request.build(), BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new IOException("The stream is answered with " + response.statusCode());
        }
        return new Stream(response.body());
    }

    private void listen() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event:")) {
                    seen.add(line.substring("event:".length()).strip());
                }
            }
        } catch (IOException e) {
            seen.add("closed: " + e.getMessage());
        }
    }

    boolean has(String event) {
        return seen.contains(event);
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
