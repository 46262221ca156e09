// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.system;

import org.tuttlenetwork.lightweb.demo.world.Persona;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Calls from addresses that nobody else calls from, and looks for them afterwards in everything
 * that the host has written: the no-log test (DECISIONS 4.3).
 */
final class Visitor {
    /** A loopback address of its own; and one that it claims to have been forwarded for. */
    static final List<String> ADDRESSES = List.of("127.0.0.77", "198.51.100.77");

    private static final String PUBLIC_KEY = "HIgo9xNzJMWLKASShiTqIybxZ0U3wGLiUeJ1PKf8ykw=";

    private final String url;
    private final HttpClient http;

    Visitor(String url) throws IOException {
        this.url = url;
        InetAddress from = InetAddress.getByName(ADDRESSES.getFirst());
        this.http = HttpClient.newBuilder().localAddress(from).build();
    }

    /** Does what leaves logs elsewhere: reads, writes, fails, is refused; the statuses. */
    List<Integer> visit(String token, Persona who) throws IOException, InterruptedException {
        String device =
                "{\"device\":{\"name\":\"phone\",\"publicKey\":\"%s\"},\"wish\":{}}"
                        .formatted(PUBLIC_KEY);
        List<Integer> statuses = new ArrayList<>();
        statuses.add(send("GET", "/api/v1/services", "", token));
        statuses.add(send("GET", "/api/v1/nothing", "", token));
        statuses.add(send("POST", "/api/v1/islands", "{\"slug\":1", token));
        statuses.add(send("POST", "/api/v1/users/" + who.userId() + "/config", device, token));
        statuses.add(send("GET", "/api/v1/me", "", token + "x"));
        statuses.add(send("GET", "/", "", ""));
        return statuses;
    }

    private int send(String method, String path, String body, String token)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path))
                        .header("Content-Type", "application/json")
                        .header("X-Forwarded-For", ADDRESSES.getLast())
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    /** Files under a folder that hold one of the words: logs, tables, write-ahead logs. */
    static List<Path> traces(Path folder, List<String> words) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).filter(file -> tells(file, words)).toList();
        }
    }

    private static boolean tells(Path file, List<String> words) {
        try {
            String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            return words.stream().anyMatch(bytes::contains);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
